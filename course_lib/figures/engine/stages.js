/** Where points stand after every operation of a network: · W, + b and g, layer by layer, seen in the plane. */
import { activate } from "./activations.js";
import { principal } from "./principal.js";

/** @import { MLP } from "./network.js" */

/**
 * @typedef {object} Stage
 * @property {"input" | "matrix" | "shift" | "function"} kind the operation that has led here
 * @property {number} layer whose it is, from 1; 0 for the input
 * @property {number} m numbers of a point
 * @property {Float64Array} values m for each point
 */

/** Go through the network, operation by operation. @param {MLP} net @param {Float64Array} x @returns {Stage[]} */
export function stages(net, x) {
  const { biasesAt, kinds, sizes, theta, weightsAt } = net;
  const count = x.length / sizes[0];
  /** @type {Stage[]} */
  const all = [{ kind: "input", layer: 0, m: sizes[0], values: x }];
  weightsAt.forEach((weights, k) => {
    const { m, values } = all[all.length - 1];
    const [n, layer, bias] = [sizes[k + 1], k + 1, biasesAt[k]];
    const product = new Float64Array(count * n);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) product[row * n + j] += values[row * m + i] * theta[weights + i * n + j];
      }
    }
    const shifted = bias < 0 ? product : product.map((z, i) => z + theta[bias + (i % n)]);
    all.push({ kind: "matrix", layer, m: n, values: product }, { kind: "shift", layer, m: n, values: shifted });
    if (layer < weightsAt.length) all.push({ kind: "function", layer, m: n, values: shifted.map((z) => activate(kinds[k], z)) });
  });
  return all;
}

/**
 * Lay all stages into the plane: two units as they are, more along the two directions in which the last
 * points of the layer spread most. The origin stays where it is, and a layer is turned so that it lies
 * as the one before did: then nothing moves but what the network moves.
 * @param {Stage[]} all
 * @param {number} last how many points, at the end, choose the directions
 * @returns {Float64Array[]} [x₀, y₀, …] for each stage
 */
export function laidFlat(all, last) {
  /** @type {Float64Array[]} */
  const pictures = [];
  const layers = Math.max(...all.map(({ layer }) => layer));
  for (let layer = 0; layer <= layers; layer++) {
    const own = all.filter((stage) => stage.layer === layer);
    const { m, values } = own[own.length - 1];
    /** @type {Float64Array[]} */
    let axes = [unit(m, 0), m > 1 ? unit(m, 1) : new Float64Array(m)];
    if (m > 2) {
      axes = principal(values.slice(values.length - last * m), m).axes;
      axes = turned(axes, project(own[0], axes), pictures[pictures.length - 1], last);
    }
    pictures.push(...own.map((stage) => project(stage, axes)));
  }
  return pictures;
}

/** @param {number} m @param {number} at */
function unit(m, at) {
  return Float64Array.from({ length: m }, (_, i) => (i === at ? 1 : 0));
}

/** @param {Stage} stage @param {Float64Array[]} axes */
function project({ m, values }, axes) {
  const flat = new Float64Array((2 * values.length) / m);
  for (let i = 0; i < flat.length; i++) {
    const [axis, from] = [axes[i % 2], (i >> 1) * m];
    for (let j = 0; j < m; j++) flat[i] += values[from + j] * axis[j];
  }
  return flat;
}

/**
 * Turn the axes within their plane, or turn it over, until the picture is most like the one before.
 * @param {Float64Array[]} axes @param {Float64Array} picture @param {Float64Array} before @param {number} last
 */
function turned([a, b], picture, before, last) {
  const sums = [0, 0, 0, 0];
  for (let i = picture.length - 2 * last; i < picture.length; i += 2) {
    for (const c of [0, 1, 2, 3]) sums[c] += picture[i + (c >> 1)] * before[i + (c & 1)];
  }
  const [xx, xy, yx, yy] = sums;
  const over = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx) ? -1 : 1;
  const angle = Math.atan2(xy - over * yx, xx + over * yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [a.map((v, i) => cos * v - over * sin * b[i]), a.map((v, i) => sin * v + over * cos * b[i])];
}
