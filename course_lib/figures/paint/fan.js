/** Many runs of one setting: each a curve and, where it ends, a dot. */
import { median } from "../engine/trials.js";

/** @import { Trial } from "../engine/trials.js" */

/** @typedef {{ x: number, y: number }} Place */

export const [WIDTH, HEIGHT] = [400, 230];
const [LEFT, MIDDLE, RIGHT, TOP, BOTTOM] = [44, 290, 388, 14, 196]; // curves end at the middle, dots begin
const TICK = 0.2;
const COLUMN = (MIDDLE + RIGHT) / 2; // about which dots are heaped

/** Find the tick at which the axis begins: four tenths, or lower if a run got less. @param {Trial[]} trials */
export function lowest(trials) {
  const least = Math.min(0.4, ...trials.flatMap(({ accuracies }) => accuracies));
  return Math.floor(least / TICK + 1e-9) * TICK;
}

/** Lead from an accuracy to the picture. @param {number} accuracy @param {number} low */
export const height = (accuracy, low) => BOTTOM - ((BOTTOM - TOP) * (accuracy - low)) / (1 - low);

/** Draw a line through what was measured, at equal distances. @param {number[]} accuracies @param {number} low */
export function curve(accuracies, low) {
  const x = (/** @type {number} */ i) => LEFT + ((MIDDLE - LEFT) * i) / (accuracies.length - 1);
  return `M${accuracies.map((v, i) => `${x(i).toFixed(1)} ${height(v, low).toFixed(1)}`).join("L")}`;
}

/** Draw the middle one of all curves, look by look. @param {Trial[]} trials @param {number} low */
export function middle(trials, low) {
  return curve(trials[0].accuracies.map((_, look) => median(trials.map(({ accuracies }) => accuracies[look]))), low);
}

/** Draw an axis: lines across, and the heights of their numbers. @param {number} low */
export function axis(low) {
  const count = Math.round((1 - low) / TICK);
  const ticks = Array.from({ length: count + 1 }, (_, i) => 1 - i * TICK).map((value) => ({ value, y: height(value, low) }));
  return { ticks, path: ticks.map(({ y }) => `M${LEFT} ${y.toFixed(1)}H${RIGHT}`).join(""), left: LEFT, middle: MIDDLE, right: RIGHT, bottom: BOTTOM };
}

/** Choose the radius of a dot: the more, the smaller. @param {number} count */
export const radius = (count) => (count > 50 ? 2.4 : count > 20 ? 3.2 : 4.2);

/**
 * Heap dots beside each other, while there is room, where they would hide one another.
 * @param {number[]} accuracies @param {number} low @returns {Place[]} in the same order
 */
export function heap(accuracies, low) {
  /** @type {Place[]} */
  const placed = [];
  const across = 2 * radius(accuracies.length) - 0.5;
  const most = Math.floor((RIGHT - MIDDLE) / across) - 1;
  return accuracies.map((accuracy, i) => {
    const y = height(accuracy, low);
    const near = placed.filter((other) => Math.abs(other.y - y) < across);
    const x = (/** @type {number} */ step) => COLUMN + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * across;
    const free = (/** @type {number} */ step) => near.every((other) => Math.hypot(other.x - x(step), other.y - y) >= across - 0.01);
    let step = 0;
    while (!free(step) && step < most) step += 1;
    const place = { x: free(step) ? x(step) : x(0) + across * most * (((i * 0.618) % 1) - 0.5), y };
    placed.push(place);
    return place;
  });
}
