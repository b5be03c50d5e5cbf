/**
 * The data sets of course_lib.datasets: the same points from the same seed, up to the last digit of
 * sine and cosine.
 */
import { defaultRng } from "./random.js";

/** @import { Points } from "../types.js" */

/** @param {number[][]} rows @param {number[]} classes */
const points = (rows, classes) => ({
  x: Float64Array.from(rows.flat()),
  y: Int32Array.from(classes),
});

/** @param {number} radius @param {number} angle */
const polar = (radius, angle) => [radius * Math.sin(angle), radius * Math.cos(angle)];

/** Classes: m ones, then m zeros. @param {number} m */
const halves = (m) => Array.from({ length: 2 * m }, (_, i) => (i < m ? 1 : 0));

/** Make two arms that wind around each other. @returns {Points} */
export function spiral(n = 200, noise = 0.1, seed = 0) {
  const m = half(n);
  const rng = defaultRng(seed);
  const rows = halves(m).map((_, i) => {
    const along = (i % m) / m;
    const radius = 5 * along + noise * (2 * rng.random() - 1);
    const angle = 2.5 * Math.PI * along + noise * (2 * rng.random() - 1);
    return polar(radius, i < m ? angle : angle + Math.PI);
  });
  return points(rows, halves(m));
}

/** Make a disc and a ring around it. @returns {Points} */
export function circle(n = 200, seed = 0, noise = 0) {
  const m = half(n);
  const rng = defaultRng(seed);
  const disc = Array.from({ length: m }, () => {
    const radius = 2 * rng.random();
    return polar(radius, 2 * Math.PI * rng.random());
  });
  const ring = Array.from({ length: m }, (_, i) => {
    return polar(2 * rng.random() + 3, 2 * Math.PI * (i / m));
  });
  return points(shifted([...disc, ...ring], noise, rng), halves(m));
}

/** Make thirteen points in two loose groups. @returns {Points} */
export function simple(noise = 0, seed = 0) {
  const ones = [
    [-0.4326, 1.1909],
    [3.0, 4.0],
    [0.1253, -0.0376],
    [0.2877, 0.3273],
    [-1.1465, 0.1746],
    [0.5, 3.2],
    [0.8, 3.2],
    [1.0, -2.2],
  ];
  const zeros = [
    [1.8133, 1.0139],
    [2.7258, 1.0668],
    [1.4117, 0.5593],
    [4.1832, 0.3044],
    [1.8636, 0.1677],
  ];
  const classes = [...ones.map(() => 1), ...zeros.map(() => 0)];
  return points(shifted([...ones, ...zeros], noise, defaultRng(seed)), classes);
}

/** Make the corners of a square, in class 1 where exactly one coordinate is 1. @returns {Points} */
export function xor(n = 4, noise = 0, seed = 0) {
  const corners = Array.from({ length: n }, (_, i) => [(i >> 1) & 1, i & 1]);
  return points(shifted(corners, noise, defaultRng(seed)), corners.map(([a, b]) => a ^ b));
}

/** Make two clouds that overlap. @returns {Points} */
export function gaussians(n = 200, noise = 0, seed = 0) {
  const m = half(n);
  const rng = defaultRng(seed);
  const normal = () => {
    const [u, v] = [rng.random(), rng.random()];
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  };
  const rows = halves(m).map((label) => [0, 1].map(() => (1 + noise) * normal() + (label ? 2 : -2)));
  return points(rows, halves(m));
}

/** @param {number} n @param {ReturnType<typeof defaultRng>} rng @returns {number[][]} */
const anywhere = (n, rng) => Array.from({ length: n }, () => [0, 1].map(() => 8 * rng.random() - 4));

/** Make points without a rule. @returns {Points} */
export function random_labels(n = 200, seed = 0) {
  const rng = defaultRng(seed);
  const rows = anywhere(n, rng);
  return points(rows, rows.map(() => (rng.random() < 0.5 ? 1 : 0)));
}

/** Put points anywhere, with the height of a function there as their target. @param {(x: number, y: number) => number} height @param {number} n @param {number} noise of the targets @param {number} seed @returns {Points} */
function measured(height, n, noise, seed) {
  const rng = defaultRng(seed);
  const rows = anywhere(n, rng);
  return { x: Float64Array.from(rows.flat()), y: Float64Array.from(rows, ([x, y]) => height(x, y) + noise * (2 * rng.random() - 1)) };
}

/** Measure the height of an inclined plane. @returns {Points} */
export const slope = (n = 200, noise = 0, seed = 0) => measured((x, y) => (x + y) / 8, n, noise, seed);

/** Measure that of three hills and three hollows. @returns {Points} */
export const bumps = (n = 200, noise = 0, seed = 0) => measured(hills, n, noise, seed);

/** @param {number} x @param {number} y */
function hills(x, y) {
  let height = 0;
  for (let k = 0; k < 6; k++) {
    const [dx, dy] = [x - 2.5 * ((k % 3) - 1), y - (k < 3 ? 2 : -2)];
    const left = Math.max(0, 1 - (dx * dx + dy * dy) / 4);
    height += k % 2 ? -(left * left) : left * left;
  }
  return height;
}

/** Move each coordinate by up to ± noise. @param {number[][]} rows @param {number} noise @param {ReturnType<typeof defaultRng>} rng */
function shifted(rows, noise, rng) {
  return rows.map((row) => row.map((value) => value + noise * (2 * rng.random() - 1)));
}

/** @param {number} n */
function half(n) {
  if (!(n >= 2) || n % 2) throw new RangeError(`n must be even and at least 2; got ${n}`);
  return n / 2;
}
