/**
 * What the two pictures of a run show, as numbers: how likely class 1 is over the plane, and where the
 * plane and the points lie in a hidden layer. Computed in small pieces, between which a page may do
 * something else.
 */
import { principal } from "./principal.js";
import { asked } from "./units.js";

/** @import { Run } from "./run.js" */

export const GRID = 81; // places each way at which the network is asked
export const MESH = (GRID + 1) / 2; // lines of the folded plane: every second of them
const POINTS = 20; // in a piece

/**
 * @typedef {object} Pictures
 * @property {Float64Array} p how likely class 1 is, or how high the unit that is shown, row by row from the upper left
 * @property {Fold | null} fold null without a hidden layer
 *
 * @typedef {object} Fold
 * @property {Float64Array} mesh where every second place of the grid goes, [x₀, y₀, …]
 * @property {Float64Array} points where the points go
 * @property {Float64Array[] | null} axes the principal directions, if the layer is seen along them
 *
 * @typedef {(places: Float64Array, i: number) => void} Projection   writes, at 2 i, where the example in
 *   the net's units stands
 */

/**
 * Compute both pictures.
 * @param {Run} run
 * @param {Float64Array[] | null} [before] the last principal directions, from which the next ones go on
 * @returns {Generator<void, Pictures>}
 */
export function* pictures(run, before = null) {
  const { net, reach, all } = run;
  const looked = run.settings.hidden.length ? yield* projection(run, before) : null;
  const points = new Float64Array(all.x.length);
  for (let i = 0; looked && i < all.y.length; i++) {
    net.forward(all.x, 2 * i);
    looked.project(points, i);
    if (i % POINTS === 0) yield;
  }
  const ask = asked(run);
  const p = new Float64Array(GRID * GRID);
  const mesh = new Float64Array(2 * MESH * MESH);
  const point = new Float64Array(2);
  for (let row = 0; row < GRID; row++) {
    point[1] = reach * (1 - (2 * row) / (GRID - 1));
    for (let column = 0; column < GRID; column++) {
      point[0] = reach * ((2 * column) / (GRID - 1) - 1);
      p[row * GRID + column] = ask(point);
      if (looked && row % 2 === 0 && column % 2 === 0) looked.project(mesh, (row / 2) * MESH + column / 2);
    }
    yield;
  }
  return { p, fold: looked && { mesh, points, axes: looked.axes } };
}

/**
 * Choose the axes: two units of the layer, or its principal directions.
 * @param {Run} run @param {Float64Array[] | null} before
 * @returns {Generator<void, { project: Projection, axes: Float64Array[] | null }>}
 */
function* projection(run, before) {
  const { view, units } = run.settings;
  const { h, unitsAt, sizes } = run.net;
  const at = unitsAt[view];
  const m = sizes[view];
  if (units) {
    const [a, b] = [at + units[0] - 1, at + units[1] - 1];
    const flat = units[0] === units[1];
    const project = (/** @type {Float64Array} */ places, /** @type {number} */ i) => {
      places[2 * i] = h[a];
      places[2 * i + 1] = flat ? 0 : h[b];
    };
    return { project, axes: null };
  }
  const rows = new Float64Array(m * run.all.y.length);
  for (let i = 0; i < run.all.y.length; i++) {
    run.net.forward(run.all.x, 2 * i);
    rows.set(h.subarray(at, at + m), i * m);
    if (i % POINTS === 0) yield;
  }
  const { centre, axes } = principal(rows, m, before?.[0].length === m ? before : null);
  const project = (/** @type {Float64Array} */ places, /** @type {number} */ i) => {
    let [x, y] = [0, 0];
    for (let j = 0; j < m; j++) {
      const value = h[at + j] - centre[j];
      x += value * axes[0][j];
      y += value * axes[1][j];
    }
    places[2 * i] = x;
    places[2 * i + 1] = m > 1 ? y : 0;
  };
  return { project, axes };
}
