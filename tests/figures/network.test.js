import assert from "node:assert/strict";
import test from "node:test";
import { MLP } from "../../course_lib/figures/engine/network.js";
import { layers, told } from "../../course_lib/figures/show/network/forward.js";

/** @typedef {ConstructorParameters<typeof MLP>[1]} Options */

const input = [0.5, -1, 2, 0];
const net = (/** @type {Options} */ options) => {
  const mlp = new MLP([4, 6, 5, 3], { seed: 0, ...options });
  const biases = mlp.biasesAt.map((at) => at >= 0);
  return { mlp, figure: { sizes: mlp.sizes, activations: mlp.activations, biases, theta: [...mlp.theta], input } };
};

test("every unit holds what the engine computes", () => {
  /** @type {Options[]} */
  const nets = [{ outputBias: false }, { bias: false }, { activation: ["relu", "sigmoid"] }];
  for (const options of nets) {
    const { mlp, figure } = net(options);
    figure.theta = figure.theta.map((value, i) => (mlp.theta[i] = value || 0.3)); // biases too
    mlp.forward(input);
    const units = layers(figure).flatMap(({ h }) => h);
    assert.equal(units.length, 18);
    units.forEach((h, i) => assert.ok(Math.abs(h - mlp.h[i]) < 1e-12));
  }
});

test("a unit worked by hand", () => {
  const figure = { sizes: [2, 1], activations: [], biases: [true], theta: [0.5, 2, 1.5], input: [2, -1] };
  assert.deepEqual(layers(figure)[1], { z: [0.5], h: [0.5] });
  const said = told({ ...figure, chosen: [1, 0, -1] }, layers(figure));
  assert.match(said, /2\.00·0\.50 \+ −1\.00·2\.00 \+ 1\.50 = 0\.50; no function follows/);
});
