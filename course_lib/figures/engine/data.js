/** The points of a run: made from its settings, some of them held out. */
import { circle, gaussians, random_labels, simple, spiral, xor } from "./datasets.js";
import { defaultRng } from "./random.js";
import { sortedPlaces } from "./training.js";

/** @import { Points, Settings } from "../types.js" */

/** Make the points to train on, and those that are held out. @param {Settings} s */
export function makeData(s) {
  const data = points(s);
  const n = data.y.length;
  if (!s.test) return { train: data, test: chosen(data, []) };
  const rng = defaultRng(s.data_seed);
  const order = [...sortedPlaces(Float64Array.from({ length: n }, () => rng.random()))];
  const held = Math.min(n - 1, roundHalfToEven(s.test * n));
  return { train: chosen(data, order.slice(held)), test: chosen(data, order.slice(0, held)) };
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
  const x = Float64Array.from(s.points.flatMap(([x, y]) => [x, y]));
  return { x, y: Int32Array.from(s.points, ([, , c]) => c) };
}

/** Bring the square of xor around 0. @param {Points} square @returns {Points} */
function centred({ x, y }) {
  return { x: x.map((value) => 4 * value - 2), y };
}

/** Put the points of two sets one behind the other. @param {Points} a @param {Points} b @returns {Points} */
export function joined(a, b) {
  return { x: Float64Array.from([...a.x, ...b.x]), y: Int32Array.from([...a.y, ...b.y]) };
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

/** @param {Points} data @param {number[]} rows @returns {Points} */
function chosen(data, rows) {
  return {
    x: Float64Array.from(rows.flatMap((i) => [data.x[2 * i], data.x[2 * i + 1]])),
    y: Int32Array.from(rows, (i) => data.y[i]),
  };
}
