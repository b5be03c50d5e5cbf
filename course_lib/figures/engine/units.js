/** What the units of a network make of the plane. */
import { ACTIVATIONS } from "./activations.js";
import { unitShown } from "./settings.js";

/** @import { MLP } from "./network.js" */
/** @import { Run } from "./run.js" */

const MANY = 60; // units: their pictures are small
/** Tell how many samples of the plane a unit's picture has, each way. @param {MLP} net */
export const samples = ({ h }) => (h.length > MANY ? 9 : 17);

/**
 * Make what the large picture asks at a place: how likely class 1 is, or how high the unit that it
 * shows is, from 0 to 1; ½ is where its sum is 0, and where a relu makes 0 of its sum, less than ½. Of a
 * regression it is the output, from -1 to 1 and no further.
 * @param {Run} run @returns {(point: Float64Array) => number}
 */
export function asked({ net, settings, reach }) {
  const shown = unitShown(settings);
  if (!shown && net.outputs > 1) return (point) => net.probability(point);
  if (!shown) {
    return (point) => {
      net.forward(point);
      return shareOf(net.h[net.outputsAt]);
    };
  }
  const at = net.unitsAt[shown[0]] + shown[1];
  const most = Math.max(...sampled(net, reach)[at].map(Math.abs));
  const raise = raised(net, shown[0], most);
  const cut = isCut(net, shown[0]);
  return (point) => {
    net.forward(point);
    return raise(cut ? sumOf(net, shown[0], shown[1]) : net.h[at]);
  };
}

/** Lead from a target to its share of the colours' scale: 0 at -1, 1 at 1. @param {number} target */
export const shareOf = (target) => Math.max(0, Math.min(1, 0.5 + target / 2));

/** Ask all units of a network over the plane, at once. @param {MLP} net @param {number} reach @returns {Float32Array[]} heights from 0 to 1, for each unit */
export function unitPictures(net, reach) {
  const layers = net.sizes.flatMap((n, layer) => Array(n).fill(layer));
  return sampled(net, reach).map((values, at) => values.map(raised(net, layers[at], Math.max(...values.map(Math.abs)))));
}

/** Find the least height that is shown: a relu makes 0 of what is below ½. @param {Run} run */
export function leastShown({ net, settings: { shown } }) {
  return shown && isCut(net, shown[0]) ? 0.5 : 0;
}

/** Tell whether a layer's activation makes 0 of all negative sums. @param {MLP} net @param {number} layer */
export function isCut(net, layer) {
  return layer > 0 && net.kinds[layer - 1] === ACTIVATIONS.relu;
}

/** Compute a unit's sum, which is lost behind a relu; the network has gone forward before. @param {MLP} net @param {number} layer @param {number} unit */
function sumOf({ h, theta, sizes, unitsAt, weightsAt, biasesAt }, layer, unit) {
  const [k, m] = [layer - 1, sizes[layer]];
  let z = theta[biasesAt[k] + unit];
  for (let i = 0; i < sizes[k]; i++) z += h[unitsAt[k] + i] * theta[weightsAt[k] + i * m + unit];
  return z;
}

/** @param {MLP} net @param {number} reach @returns {Float32Array[]} what each unit holds, row by row from the upper left */
function sampled(net, reach) {
  const n = samples(net);
  const all = Array.from(net.h, () => new Float32Array(n * n));
  const point = new Float64Array(2);
  for (let i = 0; i < n * n; i++) {
    point[0] = reach * ((2 * (i % n)) / (n - 1) - 1);
    point[1] = reach * (1 - (2 * Math.floor(i / n)) / (n - 1));
    net.forward(point);
    for (let at = 0; at < all.length; at++) all[at][i] = net.h[at];
  }
  return all;
}

/** Make what brings a unit's output between 0 and 1, so that a sum of 0 gives ½. @param {MLP} net @param {number} layer @param {number} most the largest that it holds in the picture */
function raised(net, layer, most) {
  const kind = layer ? net.kinds[layer - 1] : ACTIVATIONS.linear;
  if (kind === ACTIVATIONS.sigmoid) return (/** @type {number} */ h) => h;
  const scale = kind === ACTIVATIONS.tanh ? 1 : most || 1;
  return (/** @type {number} */ h) => 0.5 + h / (2 * scale);
}
