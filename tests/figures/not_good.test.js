import assert from "node:assert/strict";
import test from "node:test";
import { MLP } from "../../course_lib/figures/engine/network.js";
import { SENTENCES, features, hidden, positive, trained } from "../../course_lib/figures/show/not_good.js";

test("sentences become points, capitals and punctuation aside", () => {
  assert.deepEqual(SENTENCES.map(features), [[-1, 1], [1, 1], [1, -1], [-1, -1]]);
  assert.deepEqual(features("It is NOT bad!"), [1, -1]);
  assert.deepEqual(features("nothing, a badge"), [-1, 0]);
});

test("no straight line gets more than three of four right", () => {
  let most = 0;
  for (let angle = 0; angle < 360; angle++) {
    for (let b = -2; b <= 2; b += 0.05) {
      const side = (/** @type {number[]} */ [x, y]) => x * Math.cos(angle) + y * Math.sin(angle) + b > 0;
      most = Math.max(most, SENTENCES.filter((s, i) => side(features(s)) === (i % 2 === 0)).length);
    }
  }
  assert.equal(most, 3);
});

test("hidden units and probabilities are the engine's", () => {
  const net = new MLP([2, 2, 2], { seed: 3 });
  for (const x of [[1, -1], [0.3, 2]]) {
    const h = hidden(net.theta, x, false);
    assert.ok(Math.abs(positive(net.theta, h) - net.probability(x)) < 1e-12);
    assert.ok(Math.abs(h[1] - net.h[3]) < 1e-12);
  }
});

test("training parts the sentences with tanh, and is left at one half without it", () => {
  const chances = (/** @type {boolean} */ linear) => {
    const theta = trained(linear)[30];
    return SENTENCES.map((sentence) => positive(theta, hidden(theta, features(sentence), linear)));
  };
  chances(false).forEach((p, i) => assert.ok(i % 2 ? p < 0.01 : p > 0.99));
  chances(true).forEach((p) => assert.ok(Math.abs(p - 0.5) < 0.002));
});
