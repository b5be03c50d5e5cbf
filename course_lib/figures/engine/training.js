/** Training step by step: a network, its data and an optimizer. */
import { defaultRng } from "./random.js";

/**
 * @typedef {{ order: Int32Array, at: number, steps: number, diverged: boolean, rng: object,
 *   optimizer: object }} TrainerState   plain numbers and arrays, which may be sent to a worker
 */

/** Steps in the order of course_lib.fit: the same batches from the same seed. */
export class Trainer {
  /**
   * @param {import("./network.js").MLP} net
   * @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} data labels, or targets, for the rows of x
   * @param {import("./optimizers.js").SGD | import("./optimizers.js").Adam} optimizer
   * @param {{ batchSize?: number, shuffle?: boolean, seed?: number | bigint, loss?: string }} [options]
   */
  constructor(net, data, optimizer, options = {}) {
    const { batchSize = Infinity, shuffle = true, seed = 0, loss } = options;
    this.net = net;
    this.data = data;
    this.optimizer = optimizer;
    this.loss = loss;
    this.n = data.x.length / net.sizes[0];
    this.batchSize = Math.min(batchSize, this.n);
    this.shuffle = shuffle && this.batchSize < this.n;
    this.rng = defaultRng(seed);
    this.order = Int32Array.from({ length: this.n }, (_, i) => i);
    this.at = 0; // the next row of this epoch
    this.steps = 0;
    this.diverged = false;
  }

  /** Make one step of the optimizer; returns the loss of its batch, before the step. */
  step() {
    if (this.at === 0 && this.shuffle) this.reorder();
    const end = Math.min(this.at + this.batchSize, this.n);
    const { x, y } = this.data;
    const loss = this.net.lossAndGradient(x, y, this.order, this.loss, this.at, end);
    this.steps += 1;
    if (Number.isFinite(loss)) this.optimizer.step(this.net.theta, this.net.gradient);
    else this.diverged = true;
    this.at = end === this.n ? 0 : end;
    return loss;
  }

  /** Copy all that the next step depends on beside θ, to go on from it elsewhere. @returns {TrainerState} */
  state() {
    const { order, at, steps, diverged, rng, optimizer } = this;
    return { order, at, steps, diverged, rng: { ...rng }, optimizer: { ...optimizer } };
  }

  /** Go on from where another trainer stood. @param {TrainerState} state */
  restore({ rng, optimizer, ...rest }) {
    Object.assign(this, rest);
    Object.assign(this.rng, rng);
    Object.assign(this.optimizer, optimizer);
  }

  /** Shuffle as fit does: a random number for each row of the last order, then sorted by it. */
  reorder() {
    const keys = Float64Array.from(this.order, () => this.rng.random());
    const sorted = sortedPlaces(keys);
    this.order = sorted.map((i) => this.order[i]);
  }
}

/**
 * Find the places of numbers from 0 to 1 in ascending order: spread evenly, they nearly fall into
 * place by their size, and an insertion sort does the rest.
 * @param {Float64Array} keys
 */
export function sortedPlaces(keys) {
  const n = keys.length;
  const starts = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) starts[Math.floor(keys[i] * n) + 1] += 1;
  for (let b = 0; b < n; b++) starts[b + 1] += starts[b];
  const places = new Int32Array(n);
  for (let i = 0; i < n; i++) places[starts[Math.floor(keys[i] * n)]++] = i;
  for (let i = 1; i < n; i++) {
    const place = places[i];
    let j = i - 1;
    for (; j >= 0 && keys[places[j]] > keys[place]; j--) places[j + 1] = places[j];
    places[j + 1] = place;
  }
  return places;
}
