/** The engine beside numpy and course_lib: vectors.json is written by make_vectors.py. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { ACTIVATIONS } from "../../course_lib/figures/engine/activations.js";
import * as datasets from "../../course_lib/figures/engine/datasets.js";
import { bestHalfPlane } from "../../course_lib/figures/engine/half_plane.js";
import { MLP } from "../../course_lib/figures/engine/network.js";
import { Adam, SGD } from "../../course_lib/figures/engine/optimizers.js";
import { defaultRng } from "../../course_lib/figures/engine/random.js";
import { Trainer } from "../../course_lib/figures/engine/training.js";

/** @import { Activation } from "../../course_lib/figures/types.js" */

/**
 * @typedef {{ x: number[], y: number[], loss: number, gradient: number[] }} Given
 * @typedef {{ sizes: number[], options: { activation?: Activation | Activation[], seed?: number,
 *   bias?: boolean, output_bias?: boolean }, x: number[], theta: number[], initial: number[],
 *   outputs: number[], squared?: Given, cross?: Given }} Gradients
 * @typedef {{ data: "spiral" | "slope" | "bumps", sizes: number[], optimizer: { kind: "SGD" | "Adam", learning_rate: number,
 *   weight_decay?: number, momentum?: number }, batch: number | null, steps: number, own: number,
 *   theta: number[] }} Training
 */

const engine = { ...datasets, ACTIVATIONS, Adam, MLP, SGD, Trainer, defaultRng };
/**
 * @type {{ random: { seed: string, ends: number[], sha256: string }[],
 *   data: { name: keyof typeof datasets, arguments: number[], x: number[], y: number[] }[],
 *   gradients: Gradients[], training: Training[],
 *   half_planes: { x: number[], y: number[], correct: number }[] }}
 */
const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));

/** @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected @param {number} tolerance @param {string} what */
function near(actual, expected, tolerance, what) {
  assert.equal(actual.length, expected.length, what);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  assert.ok(worst <= tolerance, `${what}: off by ${worst}, more than ${tolerance}`);
}

/** @param {Gradients} vector */
function network({ sizes, options }) {
  const { output_bias: outputBias, ...rest } = options;
  return new engine.MLP(sizes, { ...rest, outputBias });
}

test("the random numbers are NumPy's, bit for bit, over 100 000 draws for 20 seeds", () => {
  assert.equal(vectors.random.length, 20);
  for (const { seed, ends, sha256 } of vectors.random) {
    const rng = engine.defaultRng(BigInt(seed));
    const draws = Float64Array.from({ length: 100_000 }, () => rng.random());
    assert.deepEqual([draws[0], draws.at(-1)], ends, `seed ${seed}`);
    assert.equal(createHash("sha256").update(Buffer.from(draws.buffer)).digest("hex"), sha256);
  }
});

test("a seed may be a number, but neither negative nor broken", () => {
  assert.equal(engine.defaultRng(42).random(), engine.defaultRng(42n).random());
  for (const seed of [-1, 0.5, NaN, "7", 2 ** 60]) {
    assert.throws(() => engine.defaultRng(/** @type {number} */ (seed)), /the seed must be a whole number/);
  }
});

test("the data sets are course_lib's", () => {
  for (const { name, arguments: settings, x, y } of vectors.data) {
    const made = engine[name](...settings);
    near(made.x, x, ["slope", "bumps"].includes(name) ? 0 : 1e-14, name);
    assert.deepEqual([...made.y], y);
  }
});

test("initial weights are course_lib's", () => {
  for (const vector of vectors.gradients) {
    near(network(vector).theta, vector.initial, 1e-14, `initial weights of ${vector.sizes}`);
  }
});

test("outputs, losses and gradients are course_lib's, for every activation", () => {
  for (const vector of vectors.gradients) {
    const net = network(vector);
    net.theta.set(vector.theta);
    const what = `${vector.sizes} ${net.activations}`;
    const [inputs, outputs] = [net.sizes[0], net.outputs];
    for (let row = 0; row < 7; row++) {
      net.forward(vector.x, row * inputs);
      near(net.h.slice(-outputs), vector.outputs.slice(row * outputs, (row + 1) * outputs), 1e-13, what);
    }
    const rows = [0, 1, 2, 3, 4, 5, 6];
    for (const [name, given] of Object.entries({ squared_error: vector.squared, softmax_cross_entropy: vector.cross })) {
      if (!given) continue;
      const { y, loss, gradient } = given;
      near([net.lossAndGradient(vector.x, y, rows, name)], [loss], 1e-12, `loss ${what}`);
      near(net.gradient, gradient, 1e-12, `gradient ${what}`);
    }
  }
});

test("gradients agree with finite differences, without any Python", () => {
  for (const activation of /** @type {Activation[]} */ (Object.keys(engine.ACTIVATIONS))) {
    for (const [outputs, { x, y }] of /** @type {const} */ ([[2, engine.spiral(20)], [1, engine.bumps(20, 0.3)]])) {
      const net = new engine.MLP([2, 5, 3, outputs], { activation, seed: 8 });
      const rows = Array.from(y.keys());
      const loss = net.lossAndGradient(x, y, rows);
      assert.ok(Math.abs(loss - net.evaluate(x, y).loss) < 1e-12);
      const gradient = net.gradient.slice();
      for (let i = 0; i < net.nParameters; i++) {
        const [kept, by] = [net.theta[i], 1e-5];
        net.theta[i] = kept + by;
        const above = net.evaluate(x, y).loss;
        net.theta[i] = kept - by;
        const below = net.evaluate(x, y).loss;
        net.theta[i] = kept;
        assert.ok(Math.abs((above - below) / (2 * by) - gradient[i]) < 1e-6, `${activation} ${outputs} ${i}`);
      }
    }
  }
});

test("after training the weights are course_lib's to 1e-9, wherever numpy does not part from itself", () => {
  for (const vector of vectors.training) {
    const { kind, learning_rate, weight_decay, momentum } = vector.optimizer;
    const settings = { learningRate: learning_rate, weightDecay: weight_decay, momentum };
    const net = new engine.MLP(vector.sizes, { activation: "tanh", seed: 0 });
    const trainer = new engine.Trainer(net, engine[vector.data](200), new engine[kind](settings), {
      batchSize: vector.batch ?? undefined,
      seed: 5,
    });
    for (let step = 0; step < vector.steps; step++) trainer.step();
    assert.ok(vector.own < 1e-10, "a run too chaotic to compare: see make_vectors.py");
    near(net.theta, vector.theta, 1e-9, vector.data + JSON.stringify(vector.optimizer));
  }
});

test("a loss that is no number stops the parameters where they are and is said", () => {
  const net = new engine.MLP([2, 3, 2], { activation: "relu", seed: 0 });
  const trainer = new engine.Trainer(net, engine.simple(), new engine.SGD({ learningRate: 1e200 }));
  for (let step = 0; step < 20 && !trainer.diverged; step++) trainer.step();
  assert.ok(trainer.diverged);
});

test("an unknown activation and impossible sizes are refused in words", () => {
  const make = (/** @type {number[]} */ sizes, /** @type {object} */ options = {}) => () => new engine.MLP(sizes, options);
  const known = "unknown activation 'swish'; choose from linear, relu, sigmoid, tanh";
  assert.throws(make([2, 3, 2], { activation: "swish" }), { message: known });
  assert.throws(make([2, 3, 2], { activation: "constructor" }), /unknown activation/);
  assert.throws(make([2]), /sizes must be two or more whole numbers above 0/);
  assert.throws(make([2, 0, 2]), /sizes must be/);
});

test("the best straight line is Python's, on points in line, in one place and far apart", () => {
  assert.equal(vectors.half_planes.length, 48);
  for (const { x, y, correct } of vectors.half_planes) {
    const found = bestHalfPlane({ x: Float64Array.from(x), y: Int32Array.from(y) });
    assert.equal(found, correct / y.length, JSON.stringify({ x, y }));
  }
});
