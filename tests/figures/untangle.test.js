import assert from "node:assert/strict";
import test from "node:test";
import { bestHalfPlane } from "../../course_lib/figures/engine/half_plane.js";
import { Run } from "../../course_lib/figures/engine/run.js";
import { EPOCHS, settingsOf, told } from "../../course_lib/figures/show/untangle.js";

const trained = (/** @type {boolean} */ bent, /** @type {number} */ seed) => {
  const run = new Run({ ...settingsOf(bent), seed });
  run.advance(EPOCHS * run.stepsPerEpoch);
  return { run, accuracy: run.measure().train.accuracy };
};

test("what stands under the spirals is so, and with other seeds too", () => {
  for (const seed of [0, 101, 102, 103]) {
    const { run, accuracy } = trained(false, seed);
    assert.ok(accuracy > 0.5 && accuracy < 0.65, String(accuracy));
    assert.ok(bestHalfPlane(run.train) < 0.65);
    assert.ok(trained(true, seed).accuracy >= 0.985);
  }
});

test("the words name the share, and whether the guess was right", () => {
  assert.match(told(false, 0.56, 0), /^56 % of the points are right. You said so\./);
  assert.match(told(false, 0.56, 2), /You expected more\./);
  assert.match(told(true, 1, 2), /^100 % .* one straight line is enough\.$/);
});
