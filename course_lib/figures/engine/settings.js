/**
 * The settings of a run and of its pictures: what they are by default, and what they may be. Pure
 * functions; whatever comes in (an address, a text that someone pasted, a kernel) goes through
 * `tidy`, and what comes out can be run.
 */
import { ACTIVATIONS } from "./activations.js";
import { MOST_POINTS, isPoint } from "./points.js";

/** @import { Activation, DataSet, Settings } from "../types.js" */

/** The demo's own network and trainer. @type {Settings} */
export const DEFAULTS = {
  data: "spiral",
  n: 200,
  noise: 0.1,
  data_seed: 0,
  test: 0,
  points: [],
  hidden: [6, 2],
  activations: ["tanh", "tanh"],
  optimizer: "SGD",
  rate: 0.01,
  momentum: 0.1,
  l2: 0.001,
  batch: 10,
  shuffle: true,
  seed: 0,
  view: 1,
  units: [0, 1],
  speed: 0,
};

export const LIMITS = { layers: 6, units: 50, points: MOST_POINTS };

/** @type {DataSet[]} */
const SETS = ["spiral", "circle", "simple", "own"];
const KNOWN = /** @type {Activation[]} */ (Object.keys(ACTIVATIONS));

/** Make settings that can be run, from anything. @param {unknown} given @returns {Settings} */
export function tidy(given) {
  const g = /** @type {Record<string, unknown>} */ (given && typeof given === "object" ? given : {});
  const d = DEFAULTS;
  const layers = (Array.isArray(g.hidden) ? g.hidden : d.hidden).slice(0, LIMITS.layers);
  const hidden = layers.map((n) => whole(n, 1, LIMITS.units, 1));
  const names = Array.isArray(g.activations) ? g.activations : d.activations;
  const activations = hidden.map((_, i) => oneOf(names[i], KNOWN, oneOf(names.at(-1), KNOWN, "tanh")));
  const points = (Array.isArray(g.points) ? g.points : []).filter(isPoint).slice(0, LIMITS.points);
  const view = whole(g.view ?? hidden.length - 1, 0, Math.max(0, hidden.length - 1), 0);
  const widest = (hidden[view] ?? 2) - 1;
  const pair = Array.isArray(g.units) ? g.units : [0, 1];
  const data = oneOf(g.data, SETS, d.data);
  return {
    data: data === "own" && !points.length ? d.data : data,
    n: 2 * Math.round(whole(g.n, 2, LIMITS.points, d.n) / 2),
    noise: clamp(g.noise, 0, 2, d.noise),
    data_seed: whole(g.data_seed, 0, Number.MAX_SAFE_INTEGER, d.data_seed),
    test: clamp(g.test, 0, 0.8, d.test),
    points: points.map(([x, y, c]) => [x, y, c]),
    hidden,
    activations,
    optimizer: oneOf(g.optimizer, ["SGD", "Adam"], d.optimizer),
    rate: clamp(g.rate, 0, 100, d.rate),
    momentum: clamp(g.momentum, 0, 0.999, d.momentum),
    l2: clamp(g.l2, 0, 10, d.l2),
    batch: whole(g.batch, 1, LIMITS.points, d.batch),
    shuffle: g.shuffle !== false,
    seed: whole(g.seed, 0, Number.MAX_SAFE_INTEGER, d.seed),
    view,
    units: g.units === null ? null : [whole(pair[0], 0, widest, 0), whole(pair[1], 0, widest, Math.min(1, widest))],
    speed: whole(g.speed, 0, 1000, d.speed),
  };
}

/**
 * Keep a number, or a text that is one, within its limits.
 * @param {unknown} value @param {number} low @param {number} high @param {number} otherwise
 */
function clamp(value, low, high, otherwise) {
  const number = typeof value === "number" || typeof value === "string" ? Number(value) : NaN;
  return Number.isFinite(number) ? Math.min(high, Math.max(low, number)) : otherwise;
}

/** @param {unknown} value @param {number} low @param {number} high @param {number} otherwise */
function whole(value, low, high, otherwise) {
  return Math.round(clamp(value, low, high, otherwise));
}

/** @template {string} T @param {unknown} value @param {T[]} choices @param {T} otherwise @returns {T} */
function oneOf(value, choices, otherwise) {
  return choices.find((choice) => choice === value) ?? otherwise;
}
