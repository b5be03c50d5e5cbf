/** Many runs of one setting: each a curve and, where it ends, a dot. */
import { median } from "../engine/trials.js";
import { round } from "./ticks.js";

/** @import { Trial } from "../engine/trials.js" */
/** @import { Range } from "./ticks.js" */

/** @typedef {{ x: number, y: number }} Place */

export const [WIDTH, HEIGHT] = [400, 230];
const [LEFT, MIDDLE, RIGHT, TOP, BOTTOM] = [44, 290, 388, 14, 196]; // curves end at the middle, dots begin
const TICK = 0.2;
const COLUMN = (MIDDLE + RIGHT) / 2; // about which dots are heaped

/**
 * Choose what the axis shows, up to whole ticks: accuracies from four tenths, or lower if a run got less;
 * errors up to four tenths, or higher if a run ended there, and no further than 2.
 * @param {Trial[]} trials @param {boolean} errors @returns {Range}
 */
export function rangeOf(trials, errors) {
  if (errors) return [0, Math.min(2, TICK * Math.ceil(Math.max(0.4, ...trials.map(({ score }) => score)) / TICK - 1e-9))];
  const least = Math.min(0.4, ...trials.flatMap(({ scores }) => scores));
  return [TICK * Math.floor(least / TICK + 1e-9), 1];
}

/** Lead from a score to the picture, and no further. @param {number} score @param {Range} range */
export const height = (score, [low, high]) => BOTTOM - ((BOTTOM - TOP) * (Math.min(score, high) - low)) / (high - low);

/** Draw a line through what was measured, at equal distances. @param {number[]} scores @param {Range} range */
export function curve(scores, range) {
  const x = (/** @type {number} */ i) => LEFT + ((MIDDLE - LEFT) * i) / (scores.length - 1);
  return `M${scores.map((v, i) => `${x(i).toFixed(1)} ${height(v, range).toFixed(1)}`).join("L")}`;
}

/** Draw the middle one of all curves, look by look. @param {Trial[]} trials @param {Range} range */
export function middle(trials, range) {
  return curve(trials[0].scores.map((_, look) => median(trials.map(({ scores }) => scores[look]))), range);
}

/** Draw an axis: lines across, and the heights of their numbers. @param {Range} range */
export function axis(range) {
  const ticks = round(range, 5).map(({ value, text }) => ({ text, y: height(value, range) }));
  return { ticks, path: ticks.map(({ y }) => `M${LEFT} ${y.toFixed(1)}H${RIGHT}`).join(""), left: LEFT, middle: MIDDLE, right: RIGHT, bottom: BOTTOM };
}

/** Choose the radius of a dot: the more, the smaller. @param {number} count */
export const radius = (count) => (count > 50 ? 2.4 : count > 20 ? 3.2 : 4.2);

/**
 * Heap dots beside each other, while there is room, where they would hide one another.
 * @param {number[]} scores @param {Range} range @returns {Place[]} in the same order
 */
export function heap(scores, range) {
  /** @type {Place[]} */
  const placed = [];
  const across = 2 * radius(scores.length) - 0.5;
  const most = Math.floor((RIGHT - MIDDLE) / across) - 1;
  return scores.map((score, i) => {
    const y = height(score, range);
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
