/**
 * The settings of a run and of its pictures: what they are by default, and what they may be, as
 * settings.json has it for Python too. Pure functions; whatever comes in (an address, a text that someone pasted, a kernel) goes through
 * `tidy`, and what comes out can be run.
 */
import TABLE from "../settings.json" with { type: "json" };
import { MOST_POINTS, isPoint } from "./points.js";

/** @import { Activation, DataSet, Settings } from "../types.js" */

export { TABLE };

const NUMBERS = TABLE.data.numbers; // of the data sets, those whose targets are numbers


const SETS = /** @type {DataSet[]} */ (TABLE.data.choices);
const KNOWN = /** @type {Activation[]} */ (TABLE.activations.choices);
const OPTIMIZERS = /** @type {Settings["optimizer"][]} */ (TABLE.optimizer.choices);

/** The demo's own network and trainer. */
export const DEFAULTS = /** @type {Settings} */ (
  /** @type {unknown} */ (Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row.default])))
);

export const LIMITS = { layers: TABLE.hidden.length[1], units: TABLE.hidden.most, points: MOST_POINTS };

/** @typedef {{ least: number, most: number, step?: number, takes: string }} Numeric   a row that takes a number */

/**
 * Tell a field what it takes.
 * @param {Numeric} row @returns {{ min: number, max: number, step: number | "any", takes: string }}
 */
export function limits({ least, most, step, takes }) {
  return { min: least, max: most, step: step ?? "any", takes };
}

/** Make settings that can be run, from anything. @param {unknown} given @returns {Settings} */
export function tidy(given) {
  const g = /** @type {Record<string, unknown>} */ (given && typeof given === "object" ? given : {});
  const d = DEFAULTS;
  const layers = (Array.isArray(g.hidden) ? g.hidden : d.hidden).slice(0, LIMITS.layers);
  const hidden = layers.map((n) => number(n, TABLE.hidden, 1));
  const names = Array.isArray(g.activations) ? g.activations : d.activations;
  const activations = hidden.map((_, i) => oneOf(names[i], KNOWN, oneOf(names.at(-1), KNOWN, "tanh")));
  const points = (Array.isArray(g.points) ? g.points : []).filter(isPoint).slice(0, LIMITS.points);
  const last = Math.max(1, hidden.length);
  const view = number(g.view ?? last, { ...TABLE.view, most: last }, 1);
  const unit = { ...TABLE.units, most: hidden[view - 1] ?? 2 };
  const pair = Array.isArray(g.units) ? g.units : [1, 2];
  const wished = oneOf(g.data, SETS, d.data);
  const data = wished === "own" && !points.length ? d.data : wished;
  return {
    data,
    n: number(g.n, data === "xor" ? { ...TABLE.n, least: 4, step: 4 } : TABLE.n, d.n),
    noise: number(g.noise, TABLE.noise, d.noise),
    data_seed: number(g.data_seed, TABLE.data_seed, d.data_seed),
    test: number(g.test, TABLE.test, d.test),
    points: points.map(([x, y, c]) => [x, y, c]),
    hidden,
    activations,
    optimizer: oneOf(g.optimizer, OPTIMIZERS, d.optimizer),
    rate: number(g.rate, TABLE.rate, d.rate),
    momentum: number(g.momentum, TABLE.momentum, d.momentum),
    l2: number(g.l2, TABLE.l2, d.l2),
    batch: number(g.batch, TABLE.batch, d.batch),
    shuffle: g.shuffle !== false,
    seed: number(g.seed, TABLE.seed, d.seed),
    view,
    units: g.units === null ? null : [number(pair[0], unit, 1), number(pair[1], unit, Math.min(2, unit.most))],
    shown: Array.isArray(g.shown) ? unitOf(g.shown, sizesOf({ data, hidden })) : null,
    speed: number(g.speed, TABLE.speed, d.speed),
    stop: g.stop === true,
    hide: (Array.isArray(g.hide) ? g.hide : []).filter((name) => TABLE.hide.choices.includes(name)).slice(0, TABLE.hide.length[1]),
  };
}

/** Tell whether the targets are numbers: then the network has one output, and what is made small is the squared error. @param {Pick<Settings, "data">} settings */
export function isRegression({ data }) {
  return NUMBERS.includes(data);
}

/** Count the units of each layer, inputs and outputs too. @param {Pick<Settings, "data" | "hidden">} settings */
export function sizesOf(settings) {
  return [2, ...settings.hidden, isRegression(settings) ? 1 : 2];
}

/** Find a unit that there is. @param {unknown[]} given @param {number[]} sizes @returns {[layer: number, unit: number]} */
function unitOf(given, sizes) {
  const layer = number(given[0], { ...TABLE.shown, most: sizes.length - 1 }, 0);
  return [layer, number(given[1], { ...TABLE.units, most: sizes[layer] }, 1)];
}

/** Find the unit that the large picture shows as the arrays have it, where a layer's first is 0. @param {Settings} settings @returns {[layer: number, unit: number] | null} */
export function unitShown({ shown }) {
  return shown && [shown[0], shown[1] - 1];
}

/** Count a unit of a layer from 1, as `shown` has it. @param {[layer: number, unit: number]} unit @returns {[layer: number, unit: number]} */
export function counted([layer, unit]) {
  return [layer, unit + 1];
}

/**
 * Keep a number, or a text that is one, within its limits and on its steps.
 * @param {unknown} value @param {{ least: number, most: number, step?: number }} row @param {number} otherwise
 */
function number(value, { least, most, step }, otherwise) {
  const given = typeof value === "number" || typeof value === "string" ? Number(value) : NaN;
  const within = Number.isFinite(given) ? Math.min(most, Math.max(least, given)) : otherwise;
  return step ? step * Math.round(within / step) : within;
}

/** @template {string} T @param {unknown} value @param {T[]} choices @param {T} otherwise @returns {T} */
function oneOf(value, choices, otherwise) {
  return choices.find((choice) => choice === value) ?? otherwise;
}
