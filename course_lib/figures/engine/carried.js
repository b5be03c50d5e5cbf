/** What a trained network keeps when units or layers come and go. Pure functions on plain matrices. */

/** @import { MLP } from "./network.js" */

/** @typedef {{ W: number[][], b: number[] }} Step   from a layer to the next */
/** @typedef {{ layer?: number, unit?: number }} Place   the hidden layer in which something came or went, and the unit that went, from 0 */

/**
 * Put into a network, whose weights are fresh, what another one knows; false: they differ by too much.
 *
 * A unit that is new has fresh weights before it and zeros behind it, so that the outputs stay what
 * they were. A unit that goes takes its weights with it. A layer that is new passes on what it gets,
 * through its activation; one that goes takes its activation with it, and the two matrices around it
 * become their product.
 * @param {MLP} from @param {MLP} to @param {Place} [place] where the numbers of units alone do not tell
 */
export function carry(from, to, place = {}) {
  const [old, fresh] = [steps(from), steps(to)];
  const [few, many] = [from, to].map(({ sizes }) => sizes.slice(1, -1)).sort((a, b) => a.length - b.length);
  if (few.length === many.length) {
    put(to, fresh.map((step, k) => overlap(old[k], step, kept(from, to, k, place), kept(from, to, k + 1, place))));
    return true;
  }
  const fits = (/** @type {number} */ at) => String(without(many, at)) === String(few);
  const at = [place.layer ?? -1, ...[...many.keys()].reverse()].find(fits) ?? -1; // of equal layers the last
  if (many.length > few.length + 1 || at < 0 || from.outputs !== to.outputs) return false;
  const between = to.sizes.length > from.sizes.length ? [passing(fresh[at]), behind(old[at], fresh[at + 1])] : [product(old[at], old[at + 1])];
  put(to, [...old.slice(0, at), ...between, ...old.slice(at + 3 - between.length)]);
  return true;
}

/** Which unit of the layer before each one was, in a layer of both networks; -1: none. @param {MLP} from @param {MLP} to @param {number} layer @param {Place} place */
function kept(from, to, layer, place) {
  const all = [...Array(from.sizes[layer]).keys()];
  const left = layer - 1 === place.layer && to.sizes[layer] < all.length ? without(all, place.unit ?? all.length - 1) : all;
  return Array.from({ length: to.sizes[layer] }, (_, j) => left[j] ?? -1);
}

/** @param {Step} old @param {Step} fresh @param {number[]} rows @param {number[]} columns @returns {Step} */
function overlap(old, fresh, rows, columns) {
  const entry = (/** @type {number} */ i, /** @type {number} */ j, /** @type {number} */ otherwise) => (i < 0 ? 0 : j < 0 ? otherwise : old.W[i][j]);
  const W = fresh.W.map((row, a) => row.map((value, c) => entry(rows[a], columns[c], value)));
  return { W, b: columns.map((j) => (j < 0 ? 0 : old.b[j])) };
}

/** Pass on what comes in, unit by unit. @param {Step} shape @returns {Step} */
function passing({ W, b }) {
  return { W: W.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))), b: b.map(() => 0) };
}

/** Go on behind a layer that passes on what it gets. @param {Step} old @param {Step} shape @returns {Step} */
function behind(old, { W }) {
  return { W: W.map((row, i) => row.map((_, j) => old.W[i]?.[j] ?? 0)), b: old.b };
}

/** Make one step of two. @param {Step} one @param {Step} two @returns {Step} */
function product(one, two) {
  const through = (/** @type {number[]} */ row) => two.b.map((_, j) => row.reduce((sum, value, i) => sum + value * two.W[i][j], 0));
  return { W: one.W.map(through), b: through(one.b).map((value, j) => value + two.b[j]) };
}

/** @param {MLP} net @returns {Step[]} */
function steps({ sizes, theta, weightsAt, biasesAt }) {
  return weightsAt.map((at, k) => {
    const m = sizes[k + 1];
    const W = Array.from({ length: sizes[k] }, (_, i) => [...theta.subarray(at + i * m, at + (i + 1) * m)]);
    return { W, b: [...theta.subarray(biasesAt[k], biasesAt[k] + m)] };
  });
}

/** @param {MLP} net @param {Step[]} steps */
function put(net, steps) {
  net.theta.set(steps.flatMap(({ W, b }) => [...W.flat(), ...b]));
}

/** @template T @param {T[]} list @param {number} i */
function without(list, i) {
  return list.filter((_, j) => j !== i);
}
