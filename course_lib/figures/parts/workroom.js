/**
 * Where a run is trained: in a worker, so that the page stays free; where none starts (a page opened
 * from a folder, a notebook), piece by piece in the frames of the page. The numbers are the same.
 */
import { Lesson } from "../engine/lesson.js";
import { startWorker } from "./worker.js";

/** @import { Order } from "../engine/desk.js" */
/** @import { Look } from "../engine/lesson.js" */
/** @import { Run, RunState } from "../engine/run.js" */
/** @import { Settings } from "../types.js" */

export class Workroom {
  /** Until the first run: then a worker, or null where none starts. @type {Worker | null | undefined} */
  #worker;
  /** Where there is no worker. @type {Lesson | null} */
  #lesson = null;
  /** Runs that the worker has and that are no longer wanted. */
  #stale = 0;
  /** @type {Run | null} */
  #run = null;
  #until = Infinity;
  /** Where the run is to stop, if it has been asked back. @type {"epoch" | "step" | null} */
  #stopping = null;
  /** What is done once the run is back. @type {() => void} */
  #onback = () => {};

  /**
   * @param {(look: Look) => void} onlook what the run has reached, while it goes on
   * @param {() => void} onend the run is over, and back
   */
  constructor(onlook, onend) {
    this.onlook = onlook;
    this.onend = onend;
  }

  /** Train a run, from where it stands. @param {Run} run @param {number} until the step to stop at */
  begin(run, until) {
    this.#run = run;
    this.#until = until;
    this.#onback = this.onend;
    this.#stopping = null;
    if (this.#worker === undefined) this.#employ();
    if (this.#worker) this.#order({ take: { settings: run.settings, state: run.state(), until } });
    else this.#lesson = new Lesson(run, until, this.onlook);
  }

  #employ() {
    this.#worker = startWorker();
    this.#worker?.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker?.addEventListener("error", () => this.#alone());
  }

  /** Go on without the worker, which has not started. */
  #alone() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#stale = 0;
    const [run, stopping, onback] = [this.#run, this.#stopping, this.#onback];
    if (!run) return;
    this.begin(run, this.#until);
    if (stopping) this.stop(stopping, onback);
  }

  /** A frame is drawn: work on. @param {number} milliseconds of it, where the page itself works */
  frame(milliseconds) {
    this.#order("frame");
    const lesson = this.#lesson;
    lesson?.frame();
    if (lesson?.go(milliseconds) === "over") this.#hear({ back: null });
  }

  /** Take other axes or another speed; the same run goes on. @param {Settings} settings */
  look(settings) {
    this.#order({ look: settings });
  }

  /**
   * Fetch the run back: at the end of its epoch, or where it stands.
   * @param {"epoch" | "step"} stop @param {() => void} onback
   */
  stop(stop, onback) {
    this.#onback = onback;
    this.#stopping = stop;
    this.#order({ stop });
    if (!this.#lesson) return;
    if (stop === "epoch") this.#run?.finishEpoch();
    this.#hear({ back: null });
  }

  /** Leave the run that is being trained: another one comes. */
  drop() {
    if (this.#run && this.#worker) {
      this.#order({ stop: "step" });
      this.#stale += 1;
    }
    this.#run = this.#lesson = null;
  }

  close() {
    this.drop();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** @param {Order} order */
  #order(order) {
    if (this.#run) this.#worker?.postMessage(order);
  }

  /** @param {{ look: Look } | { back: RunState | null }} answer null: the run has never been away */
  #hear(answer) {
    if (this.#stale) {
      if ("back" in answer) this.#stale -= 1;
    } else if ("look" in answer) {
      this.#run?.follow(answer.look);
      this.onlook(answer.look);
    } else if (this.#run) {
      if (answer.back) this.#run.restore(answer.back);
      this.#run = this.#lesson = null;
      this.#onback();
    }
  }
}
