import assert from "node:assert/strict";
import test from "node:test";
import { BEST, between, descend, levels, loss } from "../../course_lib/figures/show/loss_surface.js";

test("two mirrored minima, and a saddle halfway between them", () => {
  for (const place of [BEST, BEST.map((c) => -c)]) assert.equal(loss(place).value, 0);
  assert.ok(loss([0, 0]).value > 1);
  assert.deepEqual(loss([0, 0]).gradient.map(Math.abs), [0, 0]);
  assert.equal(loss([0.7, -2]).value, loss([-0.7, 2]).value);
});

test("the gradient is the slope of the loss", () => {
  const [w, v, d] = [0.8, -1.3, 1e-6];
  const slopes = [
    (loss([w + d, v]).value - loss([w - d, v]).value) / (2 * d),
    (loss([w, v + d]).value - loss([w, v - d]).value) / (2 * d),
  ];
  loss([w, v]).gradient.forEach((g, i) => assert.ok(Math.abs(g - slopes[i]) < 1e-7));
});

test("descent goes down, from mirrored starts to mirrored minima", () => {
  const way = descend([2, 2.5], 0.1, 200);
  const losses = way.map((place) => loss(place).value);
  assert.ok(losses.every((value, i) => i === 0 || value <= losses[i - 1]));
  assert.ok(losses[200] < 0.01);
  assert.deepEqual(descend([-2, -2.5], 0.1, 200)[200], way[200].map((c) => -c));
});

test("along the straight line between the minima the loss rises, which a convex one does not", () => {
  const values = between(61);
  assert.deepEqual([values[0], values.at(-1), values[30]], [0, 0, loss([0, 0]).value]);
  assert.ok(values.slice(1, -1).every((value) => value > 0));
});

test("the first line of the map is where the loss is 0.02, and each next one where it is 2.5 times as high", () => {
  for (const [w, a] of [[0.8, -1.3], [2, 0.1], [-3, 3]]) {
    assert.ok(Math.abs(0.02 * 2.5 ** (levels(w)(a) - 1) - loss([w, a]).value) < 1e-12);
  }
});
