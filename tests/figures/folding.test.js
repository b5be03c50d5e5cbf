/** The plane after every operation, laid flat, and a training kept step by step. */
import assert from "node:assert/strict";
import test from "node:test";
import { MLP } from "../../course_lib/figures/engine/network.js";
import { MESH } from "../../course_lib/figures/engine/pictures.js";
import { Run } from "../../course_lib/figures/engine/run.js";
import { tidy } from "../../course_lib/figures/engine/settings.js";
import { laidFlat, stages } from "../../course_lib/figures/engine/stages.js";
import { percent } from "../../course_lib/figures/parts/words.js";
import { Film, KEPT, told } from "../../course_lib/figures/show/folding/film.js";

/** @import { Activation } from "../../course_lib/figures/types.js" */

const X = Float64Array.from({ length: 60 }, (_, i) => Math.sin(7 * i));

test("the last stage is the network's output, for every function and width", () => {
  for (const activation of /** @type {Activation[]} */ (["linear", "relu", "sigmoid", "tanh"])) {
    const net = new MLP([2, 7, 1, 3, 2], { activation, seed: 4 });
    const all = stages(net, X);
    assert.deepEqual(all.map(({ kind }) => kind[0]).join(""), "i" + "msf".repeat(3) + "ms");
    for (let i = 0; i < X.length / 2; i++) {
      net.forward(X, 2 * i);
      const last = all[all.length - 1].values.slice(2 * i, 2 * i + 2);
      last.forEach((value, j) => assert.ok(Math.abs(value - net.h[net.outputsAt + j]) < 1e-12));
    }
  }
});

test("two units lie flat as they are, one on a line, and a shift moves all points alike", () => {
  const net = new MLP([2, 2, 1, 5, 2], { seed: 1 });
  net.theta.set(Float64Array.from(net.theta, (value, i) => value + 0.1 * Math.cos(i)));
  const all = stages(net, X);
  const flat = laidFlat(all, 20);
  assert.deepEqual(flat[0], X);
  assert.deepEqual(flat[3], all[3].values);
  assert.ok(flat[6].every((value, i) => (i % 2 ? value === 0 : value === all[6].values[i / 2])));
  const moved = flat[8].map((value, i) => value - flat[7][i]); // five units, in two directions
  assert.ok(moved.every((value, i) => Math.abs(value - moved[i % 2]) < 1e-12));
  assert.ok(Math.hypot(moved[0], moved[1]) > 0.01);
});

test("a wide layer is turned until it lies as the one before", () => {
  const net = new MLP([2, 3, 2], { activation: "linear", seed: 0 });
  net.theta.fill(0);
  net.theta.set([0, -1, 0, 1, 0, 0]); // (x, y) becomes (y, −x, 0)
  const flat = laidFlat(stages(net, X), 30);
  flat[1].forEach((value, i) => assert.ok(Math.abs(value - X[i]) < 1e-9));
});

test("a film keeps the networks of the run that its settings make", () => {
  const settings = tidy({ optimizer: "Adam", rate: 0.02, batch: 200, hidden: [4, 3], n: 40 });
  const film = new Film(settings, null, 120);
  for (const _ of film.train());
  assert.equal(film.thetas.length, KEPT + 1);
  const run = new Run(settings);
  run.advance(film.stepOf(30));
  assert.deepEqual(film.thetas[30], run.net.theta);
  const { p, flat, accuracy } = film.frame(30);
  assert.equal(accuracy, run.measure().train.accuracy);
  assert.ok(Math.abs(p[(MESH * MESH - 1) / 2] - run.net.probability([0, 0])) < 1e-12);
  assert.equal(flat[0].length, 2 * (MESH * MESH + 40));
  assert.equal(new Film(settings, null, 0).train().next().done, true);
});

test("every operation is told", () => {
  const stage = (/** @type {"input" | "matrix" | "shift" | "function"} */ kind, m = 2) => ({ kind, layer: 2, m, values: X });
  assert.match(told(stage("matrix", 9), "tanh", false), /· W²: .* stay straight. The layer has 9 units/);
  assert.match(told(stage("shift"), "tanh", false), /\+ b²: the biases shift it/);
  assert.match(told(stage("shift"), "tanh", true), /on a straight line, the classes meet/);
  assert.match(told(stage("function"), "relu", false), /g² = relu, on each unit by itself: the lines bend/);
  assert.match(told(stage("function"), "linear", false), /nothing changes/);
});

test("all is said only of all", () => {
  assert.deepEqual([0, 0.001, 0.5, 0.995, 1].map(percent), ["0 %", "1 %", "50 %", "99 %", "100 %"]);
});
