/**
 * The worker's side of a training: takes a run over, works at it as long as the page asks for frames,
 * and hands it back (the page's side is parts/workroom.js); or trains a whole run (parts/team.js).
 */
import { Lesson } from "./lesson.js";
import { Run } from "./run.js";
import { trial } from "./trials.js";

/** @import { Settings } from "../types.js" */
/** @import { Look } from "./lesson.js" */
/** @import { RunState } from "./run.js" */
/** @import { Task, Trial } from "./trials.js" */

/**
 * @typedef {{ take: { settings: Settings, state: RunState, until: number } }} Take   a run, to go on with
 * @typedef {{ look: Settings }} Other   other axes or another speed
 * @typedef {{ stop: "epoch" | "step" }} Stop   at the end of the epoch, or where the run stands
 * @typedef {"frame" | Take | Other | Stop | { task: Task }} Order
 * @typedef {{ look: Look } | { back: RunState } | { trial: Trial }} Answer
 */

const SLICE = 8; // milliseconds, then orders are read
const PATIENCE = 12; // slices after the last frame: nobody looks

/**
 * Make what takes orders.
 * @param {(answer: Answer, transfer: ArrayBuffer[]) => void} answer
 * @param {(work: () => void) => void} later does some work when the orders that have come are read
 * @returns {(order: Order) => void}
 */
export function desk(answer, later) {
  /** @type {Lesson | null} */
  let lesson = null;
  let left = 0; // slices until nobody looks
  let going = false;

  function wake() {
    if (!going) later(work);
    going = true;
  }

  function work() {
    going = false;
    if (!lesson || left === 0) return;
    left -= 1;
    const now = lesson.go(SLICE);
    if (now === "works") wake();
    else if (now === "over") handBack();
  }

  function handBack() {
    if (lesson) answer({ back: lesson.run.state() }, []);
    lesson = null;
  }

  /** @param {Look} look */
  function show(look) {
    const { p, fold } = look.pictures;
    const arrays = [look.theta, p, ...(fold ? [fold.mesh, fold.points] : [])];
    answer({ look }, arrays.map((array) => /** @type {ArrayBuffer} */ (array.buffer)));
  }

  return (order) => {
    if (order === "frame") {
      left = PATIENCE;
      lesson?.frame();
      wake();
    } else if ("take" in order) {
      const { settings, state, until } = order.take;
      const run = new Run(settings, [...state.theta]);
      run.restore(state);
      lesson = new Lesson(run, until, show);
    } else if ("task" in order) {
      const pieces = trial(order.task); // of which none is waited for: the page asks for nothing else
      let piece = pieces.next();
      while (!piece.done) piece = pieces.next();
      answer({ trial: piece.value }, []);
    } else if ("look" in order) {
      if (lesson) lesson.run.settings = order.look;
    } else {
      if (order.stop === "epoch") lesson?.run.finishEpoch();
      handBack();
    }
  };
}
