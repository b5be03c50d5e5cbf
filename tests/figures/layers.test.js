import assert from "node:assert/strict";
import test from "node:test";
import { simple } from "../../course_lib/figures/engine/datasets.js";
import { LAST, stageOf, told, trained } from "../../course_lib/figures/show/layers.js";

const { x, y } = simple();

test("with tanh between the layers all thirteen points come right, without it they do not", () => {
  assert.equal(trained(false).evaluate(x, y).accuracy, 1);
  assert.ok(trained(true).evaluate(x, y).accuracy < 1);
});

test("the last stage is the network's output, the first its input", () => {
  for (const linear of [false, true]) {
    const net = trained(linear);
    for (let i = 0; i < y.length; i++) {
      const point = [x[2 * i], x[2 * i + 1]];
      assert.deepEqual(stageOf(net, point, 0), point);
      net.forward(x, 2 * i);
      const out = stageOf(net, point, LAST);
      for (const c of [0, 1]) assert.ok(Math.abs(out[c] - net.h[net.outputsAt + c]) < 1e-12);
    }
  }
});

test("a matrix keeps straight lines straight, tanh does not", () => {
  const net = trained(false);
  const bend = (/** @type {number} */ stage) => {
    const [[ax, ay], [bx, by], [cx, cy]] = [-2, 0, 2].map((t) => stageOf(net, [t, 1], stage));
    return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  };
  assert.ok(bend(1) < 1e-9);
  assert.ok(bend(2) > 1e-3);
});

test("every stage is told", () => {
  for (let stage = 0; stage <= LAST; stage++) assert.ok(told(stage, false).length > 20);
  assert.match(told(2, true), /nothing changes/);
});
