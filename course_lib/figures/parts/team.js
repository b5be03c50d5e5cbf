/** Workers that train many runs side by side; where none starts, the page trains them in its frames. */
import { trial } from "../engine/trials.js";
import { inPieces } from "./pieces.js";
import { startWorker } from "./worker.js";

/** @import { Task, Trial } from "../engine/trials.js" */

const MOST = 4; // workers

export class Team {
  /** @type {Worker[]} */
  #workers = [];
  #leaveOff = () => {};

  /**
   * Train runs, and tell of each when it has ended.
   * @param {Task[]} tasks
   * @param {(trial: Trial, place: number) => void} ontrial with the place of its task
   */
  train(tasks, ontrial) {
    this.stop();
    const open = [...tasks.keys()];
    const cores = Math.min(MOST, Math.max(1, (navigator.hardwareConcurrency || 2) - 1), tasks.length);
    for (let i = 0; i < cores; i++) {
      const worker = startWorker();
      if (worker) this.#employ(worker, tasks, open, ontrial);
    }
    if (!this.#workers.length) this.#alone(tasks, open, ontrial);
  }

  /**
   * @param {Worker} worker @param {Task[]} tasks @param {number[]} open places of tasks to be done
   * @param {(trial: Trial, place: number) => void} ontrial
   */
  #employ(worker, tasks, open, ontrial) {
    this.#workers.push(worker);
    /** @type {number | undefined} */
    let place;
    const next = () => {
      place = open.shift();
      if (place === undefined) worker.terminate();
      else worker.postMessage({ task: tasks[place] });
    };
    worker.onmessage = ({ data }) => {
      if (place !== undefined) ontrial(data.trial, place);
      next();
    };
    worker.onerror = () => {
      this.#workers = this.#workers.filter((other) => other !== worker);
      if (place !== undefined) open.unshift(place);
      if (!this.#workers.length) this.#alone(tasks, open, ontrial);
    };
    next();
  }

  /** @param {Task[]} tasks @param {number[]} open @param {(trial: Trial, place: number) => void} ontrial */
  #alone(tasks, open, ontrial) {
    function* all() {
      for (const place of open) ontrial(yield* trial(tasks[place]), place);
    }
    this.#leaveOff = inPieces(all(), () => {});
  }

  /** Leave the rest undone. */
  stop() {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
    this.#leaveOff();
  }
}
