/**
 * The network under all figures: what course_lib.MLP does in numpy, on typed arrays. All parameters θ
 * lie in one vector in the order W¹, b¹, W², b², …, each matrix row by row, so that a θ from Python can
 * be put in and taken out as it is. Same seed, same data, same settings: the same run as in course_lib.
 */
import { ACTIVATIONS, activate, slope } from "./activations.js";
import { defaultRng } from "./random.js";

/** @import { Activation, Score } from "../types.js" */

/** A multi-layer perceptron, like course_lib.MLP. */
export class MLP {
  /**
   * @param {number[]} sizes units per layer: input, hidden …, output
   * @param {{ activation?: Activation | Activation[], seed?: number | bigint, bias?: boolean,
   *   outputBias?: boolean }} [options] one activation for all hidden layers, or one for each
   */
  constructor(sizes, { activation = "tanh", seed = 0, bias = true, outputBias = true } = {}) {
    if (sizes.length < 2 || !sizes.every((n) => Number.isInteger(n) && n > 0)) {
      throw new RangeError(`sizes must be two or more whole numbers above 0; got ${sizes}`);
    }
    const hidden = sizes.length - 2;
    this.sizes = [...sizes];
    /** @type {Activation[]} */
    this.activations = Array.isArray(activation) ? [...activation] : Array(hidden).fill(activation);
    if (this.activations.length !== hidden) {
      throw new RangeError(`${hidden} hidden layers need as many activations`);
    }
    for (const name of this.activations) {
      if (!Object.hasOwn(ACTIVATIONS, name)) {
        const known = Object.keys(ACTIVATIONS).join(", ");
        throw new RangeError(`unknown activation '${name}'; choose from ${known}`);
      }
    }
    /** The activation of each step, as a number: that of the outputs is linear. @type {number[]} */
    this.kinds = [...this.activations.map((name) => ACTIVATIONS[name]), ACTIVATIONS.linear];
    /** Where the weights of each step begin in θ. @type {number[]} */
    this.weightsAt = [];
    /** The same for its biases; -1: none. @type {number[]} */
    this.biasesAt = [];
    let size = 0;
    sizes.slice(1).forEach((n, k) => {
      this.weightsAt.push(size);
      size += sizes[k] * n;
      const biased = bias && (outputBias || k < hidden);
      this.biasesAt.push(biased ? size : -1);
      size += biased ? n : 0;
    });
    this.theta = new Float64Array(size);
    this.gradient = new Float64Array(size);
    /** Where each layer begins in h and d, which hold the units of all layers. */
    this.unitsAt = sizes.map((_, k) => sizes.slice(0, k).reduce((a, b) => a + b, 0));
    const units = sizes.reduce((a, b) => a + b);
    this.h = new Float64Array(units);
    this.d = new Float64Array(units);
    this.outputs = sizes[sizes.length - 1];
    this.outputsAt = units - this.outputs;
    /** What is made small, unless another loss is asked for. */
    this.loss = this.outputs > 1 ? "softmax_cross_entropy" : "squared_error";
    this.start(seed);
  }

  /** Draw initial weights from a seed: normal with variance 1/n_in (Box and Muller), biases 0. @param {number | bigint} seed */
  start(seed) {
    const rng = defaultRng(seed);
    this.theta.fill(0);
    this.weightsAt.forEach((at, k) => {
      const count = this.sizes[k] * this.sizes[k + 1];
      const root = Math.sqrt(this.sizes[k]);
      for (let i = at; i < at + count; i++) {
        const u = rng.random();
        const v = rng.random();
        this.theta[i] = (Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v)) / root;
      }
    });
  }

  get nParameters() {
    return this.theta.length;
  }

  /**
   * Go forward through all layers for the example at `x[at]`; the units' outputs are in `h`.
   * @param {ArrayLike<number>} x
   */
  forward(x, at = 0) {
    const { h, theta, sizes } = this;
    for (let i = 0; i < sizes[0]; i++) h[i] = x[at + i];
    for (let k = 0, from = 0; k < this.weightsAt.length; k++) {
      const to = from + sizes[k];
      const n = sizes[k + 1];
      const bias = this.biasesAt[k];
      const weights = this.weightsAt[k];
      const kind = this.kinds[k];
      for (let j = 0; j < n; j++) {
        let z = bias < 0 ? 0 : theta[bias + j];
        for (let i = from, w = weights + j; i < to; i++, w += n) z += h[i] * theta[w];
        h[to + j] = activate(kind, z);
      }
      from = to;
    }
  }

  /** Go backward from the gradient at the outputs, which is in `d`: adds to `gradient`. */
  backward() {
    const { h, d, theta, gradient, sizes } = this;
    for (let k = this.weightsAt.length - 1; k >= 0; k--) {
      const from = this.unitsAt[k];
      const to = this.unitsAt[k + 1];
      const end = to + sizes[k + 1];
      const bias = this.biasesAt[k];
      if (bias >= 0) for (let j = to; j < end; j++) gradient[bias + j - to] += d[j];
      let w = this.weightsAt[k];
      if (k === 0) {
        for (let i = from; i < to; i++) {
          const value = h[i];
          for (let j = to; j < end; j++) gradient[w++] += value * d[j];
        }
        return;
      }
      const kind = this.kinds[k - 1];
      for (let i = from; i < to; i++) {
        const value = h[i];
        let sum = 0;
        for (let j = to; j < end; j++, w++) {
          sum += theta[w] * d[j];
          gradient[w] += value * d[j];
        }
        d[i] = sum * slope(kind, value);
      }
    }
  }

  /**
   * Compute the softmax cross-entropy of the example in `h`, times `scale`; leaves its gradient in `d`.
   * @param {number} label @param {number} scale
   */
  crossEntropy(label, scale) {
    const { h, d } = this;
    const begin = this.outputsAt;
    let largest = -Infinity;
    for (let j = begin; j < h.length; j++) if (h[j] > largest) largest = h[j];
    let total = 0;
    for (let j = begin; j < h.length; j++) total += d[j] = Math.exp(h[j] - largest);
    const loss = Math.log(total) - (h[begin + label] - largest);
    for (let j = begin; j < h.length; j++) d[j] = (d[j] / total) * scale;
    d[begin + label] -= scale;
    return loss * scale;
  }

  /**
   * Compute the squared error of the example in `h` against the targets at `y[at]`, times `scale`.
   * @param {ArrayLike<number>} y @param {number} at @param {number} scale
   */
  squaredError(y, at, scale) {
    const { h, d } = this;
    const begin = this.outputsAt;
    let loss = 0;
    for (let j = begin; j < h.length; j++) {
      const difference = h[j] - y[at + j - begin];
      loss += difference * difference;
      d[j] = 2 * difference * scale;
    }
    return loss * scale;
  }

  /**
   * Compute the mean loss over some rows, and its gradient in `gradient`.
   * @param {ArrayLike<number>} x
   * @param {ArrayLike<number>} y labels, or targets
   * @param {ArrayLike<number>} rows
   */
  lossAndGradient(x, y, rows, loss = this.loss, begin = 0, end = rows.length) {
    const scale = 1 / (end - begin);
    const inputs = this.sizes[0];
    let total = 0;
    this.gradient.fill(0);
    for (let r = begin; r < end; r++) {
      const row = rows[r];
      this.forward(x, row * inputs);
      if (loss === "squared_error") total += this.squaredError(y, row * this.outputs, scale);
      else total += this.crossEntropy(y[row], scale);
      this.backward();
    }
    return total;
  }

  /**
   * Compute the mean loss and the accuracy over all rows of x, for class labels y; or, of one output,
   * the mean squared error for targets.
   * @param {ArrayLike<number>} x @param {ArrayLike<number>} y @returns {Score}
   */
  evaluate(x, y) {
    let loss = 0;
    let right = 0;
    const begin = this.outputsAt;
    for (let row = 0; row < y.length; row++) {
      this.forward(x, row * this.sizes[0]);
      if (this.outputs === 1) {
        loss += this.squaredError(y, row, 1);
        right = NaN;
        continue;
      }
      let best = begin;
      for (let j = begin + 1; j < this.h.length; j++) if (this.h[j] > this.h[best]) best = j;
      right += best - begin === y[row] ? 1 : 0;
      loss += this.crossEntropy(y[row], 1);
    }
    return { loss: loss / y.length, accuracy: right / y.length };
  }

  /** Compute how likely class 1 is for the point at x[at], with two outputs. @param {ArrayLike<number>} x */
  probability(x, at = 0) {
    this.forward(x, at);
    const last = this.h.length - 1;
    return 1 / (1 + Math.exp(this.h[last - 1] - this.h[last]));
  }
}
