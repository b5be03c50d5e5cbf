/**
 * Targets on [0, 1], and the networks that course_lib.approximation builds for them by hand. Pure
 * functions.
 */
import { ACTIVATIONS, activate } from "../../engine/activations.js";

/**
 * @typedef {(x: number) => number} Fn
 * @typedef {"wave" | "root" | "own"} Target
 * @typedef {"relu" | "sigmoid" | "square" | "no_bias"} Kind
 */

export const POINTS = 1001; // where errors are measured

/** Each target's name. @type {[Target, string][]} */
export const TARGET_NAMES = [["wave", "a wave, sin 2πx"], ["root", "a root, √x"], ["own", "my own: draw it"]];

/** Those that are not drawn by hand. */
export const TARGETS = { wave: (/** @type {number} */ x) => Math.sin(2 * Math.PI * x), root: Math.sqrt };

/** Each kind of units: its name, the dashes of its line, and a short name. @type {Record<Kind, [name: string, dash: string, short: string]>} */
export const KINDS = {
  relu: ["relu: straight lines", "", "relu"],
  sigmoid: ["sigmoid: steps", "8 3", "sigmoid"],
  square: ["z², a polynomial", "2 3", "z²"],
  no_bias: ["relu without biases", "9 3 2 3", "no bias"],
};

/** Draw straight lines between heights at equal distances on [0, 1]. @param {number[]} heights @returns {Fn} */
export function joined(heights) {
  const last = heights.length - 1;
  return (x) => {
    const i = Math.min(last - 1, Math.floor(x * last));
    return heights[i] + (x * last - i) * (heights[i + 1] - heights[i]);
  };
}

/** Those whose weights are set by hand; the others are sums, not units, that fit best. @type {Set<Kind>} */
export const BY_HAND = new Set(/** @type {Kind[]} */ (["relu", "sigmoid"]));

/**
 * Build the network of one kind, as the sum c + Σ v g(w x + b); of the kinds that fail, the best in the
 * mean square, which any number of units can reach and none can pass.
 * @param {Kind} kind
 * @param {Fn} f
 * @param {number} q pieces
 */
export function build(kind, f, q) {
  const { c, units } = kind === "relu" ? lines(f, q) : kind === "sigmoid" ? flights(f, q) : fits(kind, f);
  return { c, units, at: (/** @type {number} */ x) => units.reduce((sum, unit) => sum + unit(x), c) };
}

/** Join q + 1 points by straight lines. @param {Fn} f @param {number} q */
function lines(f, q) {
  const slope = (/** @type {number} */ k) => (f((k + 1) / q) - f(k / q)) * q;
  const units = Array.from({ length: q }, (_, k) => {
    const v = k ? slope(k) - slope(k - 1) : slope(0);
    return (/** @type {number} */ x) => v * activate(ACTIVATIONS.relu, x - k / q);
  });
  return { c: f(0), units };
}

/** Climb q flat pieces. @param {Fn} f @param {number} q */
function flights(f, q) {
  const middle = (/** @type {number} */ k) => f((k + 0.5) / q);
  const units = Array.from({ length: q - 1 }, (_, k) => {
    const v = middle(k + 1) - middle(k);
    return (/** @type {number} */ x) => v * activate(ACTIVATIONS.sigmoid, 1e6 * q * (x - (k + 1) / q));
  });
  return { c: middle(0), units };
}

/** Fit the best parabola, or the best line through 0. @param {Kind} kind @param {Fn} f */
function fits(kind, f) {
  const t = (/** @type {number} */ x) => 2 * x - 1;
  const xs = grid();
  const square = mean(xs.map((x) => t(x) ** 2));
  // Orthogonal on the grid, so that each is fitted by itself.
  /** @type {Fn[]} */
  const bases = kind === "square" ? [() => 1, t, (x) => t(x) ** 2 - square] : [(x) => x];
  const units = bases.map((q) => {
    const v = mean(xs.map((x) => q(x) * f(x))) / mean(xs.map((x) => q(x) ** 2));
    return (/** @type {number} */ x) => v * q(x);
  });
  return { c: 0, units };
}

const grid = () => Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1));

/** @param {number[]} values */
const mean = (values) => values.reduce((a, b) => a + b) / values.length;

/** Find the largest distance between two functions on the grid. @param {Fn} at @param {Fn} f */
export function largestError(at, f) {
  return grid().reduce((most, x) => Math.max(most, Math.abs(at(x) - f(x))), 0);
}

/** Say what the network is. @param {Kind} kind @param {number} q */
export function told(kind, q) {
  if (kind === "relu") return `${q} relu units join ${q + 1} points by straight lines: each bends the line at its knot. Twice the units, a quarter of the error, if the target is smooth. The weights are set by hand; nothing is trained.`;
  if (kind === "sigmoid") return `${q - 1} steep sigmoid units climb ${q} flat pieces: each is a step. Twice the units, about half the error, if the slope of the target is bounded. The weights are set by hand; nothing is trained.`;
  if (kind === "square") return "g(z) = z² makes parabolas alone, from three units or from a thousand. Shown is the best possible of them, computed in the mean square: no training can come closer, and more units do not help.";
  return "Without biases all relu units bend at 0: on [0, 1] their sum is a straight line through 0, however many there are. Shown is the best possible line, computed in the mean square: no training can come closer.";
}
