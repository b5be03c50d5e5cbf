/** How far a run can be repeated: a twin of it, begun one unit in the last place away. */
import { Run } from "./run.js";

const PIECE = 20; // steps

/**
 * Count the digits of the loss that a run shares with its twin: as many may be expected of a program
 * that rounds in another order. Works in pieces, between which a page may do something else.
 * @param {Run} run that stands still
 * @returns {Generator<number, number>} yields the share that is done, 0 … 1
 */
export function* sharedDigits(run) {
  const phases = [...run.phases];
  const [steps, loss] = [run.steps - phases[0].from, run.now.train.loss];
  const last = run.trainer.steps;
  const twin = new Run(phases[0].settings, phases[0].theta);
  let done = 0;
  for (const [k, { settings, edits, epochs }] of phases.entries()) {
    if (k) twin.change(settings);
    for (const [at, value] of edits) twin.set(at, value);
    if (!k) twin.net.theta[0] = after(twin.net.theta[0]);
    const until = k === phases.length - 1 ? last : epochs * twin.stepsPerEpoch;
    while (twin.trainer.steps < until && !twin.diverged) {
      const piece = Math.min(PIECE, until - twin.trainer.steps);
      twin.advance(piece);
      done += piece;
      yield done / Math.max(1, steps);
    }
  }
  const apart = Math.abs(twin.measure().train.loss - loss);
  return Math.max(0, Math.min(15, Math.floor(-Math.log10(apart / (Math.abs(loss) || 1)))));
}

/** Find the next larger number. @param {number} value */
function after(value) {
  const number = new Float64Array([value]);
  new BigInt64Array(number.buffer)[0] += value < 0 ? -1n : 1n;
  return number[0];
}
