/**
 * A run at work: it trains and looks by turns, as long for the one as for the other. The work comes in
 * small pieces, so that the same lesson goes on in a worker, which listens in between, and on a page,
 * which draws in between.
 */
import { pictures } from "./pictures.js";

/** @import { Measured } from "../types.js" */
/** @import { Pictures } from "./pictures.js" */
/** @import { Run } from "./run.js" */

/**
 * @typedef {{ theta: Float64Array, now: Measured, pictures: Pictures }} Look   what there is to be seen
 * @typedef {"works" | "waits" | "over"} Going
 */

const LEAST = 6; // milliseconds of training between two looks
const PIECE = 4; // steps

export class Lesson {
  /**
   * @param {Run} run
   * @param {number} until the step to stop at
   * @param {(look: Look) => void} onlook
   */
  constructor(run, until, onlook) {
    this.run = run;
    this.until = until;
    this.onlook = onlook;
    this.allowed = 0; // steps that may be made before the next frame
    this.worked = 0; // milliseconds, without those in which others had the word
    this.since = 0;
    this.pieces = this.work();
  }

  get over() {
    return this.run.diverged || this.run.settled || this.run.steps >= this.until;
  }

  /** Allow the steps of one more frame. */
  frame() {
    const { speed } = this.run.settings;
    const left = Number.isFinite(this.allowed) ? this.allowed : 0;
    this.allowed = speed ? left + speed : Infinity;
  }

  /** Work for so many milliseconds, if there is work. @param {number} milliseconds @returns {Going} */
  go(milliseconds) {
    this.since = performance.now();
    const end = this.clock() + milliseconds;
    /** @type {IteratorResult<Going, Going>} */
    let piece;
    do piece = this.pieces.next();
    while (piece.value === "works" && this.clock() < end);
    this.worked = this.clock();
    return piece.value;
  }

  clock() {
    return this.worked + performance.now() - this.since;
  }

  /** @returns {Generator<Going, Going>} */
  *work() {
    const { run } = this;
    /** @type {Float64Array[] | null} */
    let axes = null;
    let looked = 0;
    while (!this.over) {
      if (this.allowed === 0) yield "waits";
      const end = this.clock() + Math.max(LEAST, looked);
      while (this.allowed > 0 && this.clock() < end && !this.over) {
        const steps = Math.min(PIECE, this.allowed, this.until - run.steps);
        run.advance(steps);
        this.allowed -= steps;
        yield "works";
      }
      const begun = this.clock();
      const seen = pictures(run, axes);
      let piece = seen.next();
      for (; !piece.done; piece = seen.next()) yield "works";
      axes = piece.value.fold?.axes ?? null;
      const now = run.measure();
      looked = this.clock() - begun;
      this.onlook({ theta: run.net.theta.slice(), now, pictures: piece.value });
      yield "works";
    }
    return "over";
  }
}
