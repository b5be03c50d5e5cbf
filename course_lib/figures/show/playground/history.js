/** What can be undone and done again: snapshots of a run. */

/** @import { Run } from "../../engine/run.js" */

/** @typedef {ReturnType<Run["snapshot"]>} Snapshot */

const MOST = 50;

export class History {
  /** @type {Snapshot[]} */
  past = [];
  /** @type {Snapshot[]} */
  future = [];

  /** Keep a run as it is before a change. @param {Run} run */
  keep(run) {
    this.past.push(run.snapshot());
    if (this.past.length > MOST) this.past.shift();
    this.future = [];
  }

  /** @param {Run} run that becomes what it was before the last change */
  undo(run) {
    exchange(run, this.past, this.future);
  }

  /** @param {Run} run that becomes what it was before the last undo */
  redo(run) {
    exchange(run, this.future, this.past);
  }
}

/** @param {Run} run @param {Snapshot[]} from @param {Snapshot[]} to */
function exchange(run, from, to) {
  const snapshot = from.pop();
  if (!snapshot) return;
  to.push(run.snapshot());
  run.revert(snapshot);
}
