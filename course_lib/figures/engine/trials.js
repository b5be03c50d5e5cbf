/** Whole runs, one for each seed: what there is to know of a setting, of which one run shows little. */
import { Run } from "./run.js";

/** @import { Settings } from "../types.js" */

/**
 * @typedef {{ settings: Settings, epochs: number }} Task
 * @typedef {{ scores: number[], score: number }} Trial   accuracies, or of a regression mean squared
 *   errors, on the held-out points if there are some: at equal distances from the first step to the last,
 *   and at the end
 */

export const LOOKS = 40; // from the first step to the last
const PIECE = 8; // steps

/** Train a run from its first step to its last, in pieces. @param {Task} task @returns {Generator<void, Trial>} */
export function* trial({ settings, epochs }) {
  const run = new Run(settings);
  const steps = epochs * run.stepsPerEpoch;
  const scores = [];
  for (let look = 0; look <= LOOKS; look++) {
    const until = Math.round((steps * look) / LOOKS);
    while (run.steps < until && !run.diverged) {
      run.advance(Math.min(PIECE, until - run.steps));
      yield;
    }
    const { train, test } = run.measure();
    const { accuracy, loss } = test ?? train;
    scores.push(run.net.outputs > 1 ? accuracy : Number.isFinite(loss) ? loss : Infinity);
  }
  return { scores, score: scores[LOOKS] };
}

/** Tell the middle one of some numbers, or between the two in the middle. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/**
 * Compare two settings seed by seed.
 * @param {number[]} one @param {number[]} other the larger the better, with the same seeds
 */
export function compare(one, other) {
  const [ahead, behind] = [0, 0].map((_, which) => one.filter((value, i) => (which ? value < other[i] : value > other[i])).length);
  return { ahead, behind, alike: one.length - ahead - behind };
}
