/** The points of a run: made from its settings, some of them held out. */
import { bumps, circle, gaussians, random_labels, simple, slope, spiral, xor } from "./datasets.js";
import { defaultRng } from "./random.js";
import { sortedPlaces } from "./training.js";

/** @import { Points, Settings } from "../types.js" */

/** Make the points: first those to train on, then those that are held out. @param {Settings} s */
export function makeData(s) {
  const { x, y } = points(s);
  const n = y.length;
  const rng = defaultRng(s.data_seed);
  const held = s.test ? Math.min(n - 1, roundHalfToEven(s.test * n)) : 0;
  const order = s.test ? sortedPlaces(Float64Array.from(y, () => rng.random())) : y.map((_, i) => i);
  const place = (/** @type {number} */ i) => order[(i + held) % n];
  const all = { x: x.map((_, i) => x[2 * place(i >> 1) + (i & 1)]), y: y.map((_, i) => y[place(i)]) };
  const part = (/** @type {number} */ from, /** @type {number} */ to) => ({ x: all.x.subarray(2 * from, 2 * to), y: all.y.subarray(from, to) });
  return { all, train: part(0, n - held), test: part(n - held, n) };
}

/** @param {Settings} s @returns {Points} */
function points(s) {
  const { n, noise, data_seed: seed } = s;
  if (s.data === "spiral") return spiral(n, noise, seed);
  if (s.data === "circle") return circle(n, seed, noise);
  if (s.data === "simple") return simple(noise, seed);
  if (s.data === "xor") return centred(xor(n, noise, seed));
  if (s.data === "gaussians") return gaussians(n, noise, seed);
  if (s.data === "random_labels") return random_labels(n, seed);
  if (s.data === "slope") return slope(n, noise, seed);
  if (s.data === "bumps") return bumps(n, noise, seed);
  const x = Float64Array.from(s.points.flatMap(([x, y]) => [x, y]));
  return { x, y: Int32Array.from(s.points, ([, , c]) => c) };
}

/** Bring the square of xor around 0. @param {Points} square @returns {Points} */
function centred({ x, y }) {
  return { x: x.map((value) => 4 * value - 2), y };
}

/** Find how far a picture has to reach for every point to lie in it. @param {Float64Array} x */
export function reachOf(x) {
  let most = 0;
  for (const value of x) most = Math.max(most, Math.abs(value));
  return Math.max(1, 1.12 * most);
}

/** Round as Python does. @param {number} value */
function roundHalfToEven(value) {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
