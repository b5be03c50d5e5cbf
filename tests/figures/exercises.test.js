import assert from "node:assert/strict";
import test from "node:test";
import { bestHalfPlane } from "../../course_lib/figures/engine/half_plane.js";
import { Run } from "../../course_lib/figures/engine/run.js";
import { EPOCHS, EXERCISES, settingsOf } from "../../course_lib/figures/show/exercises/seven.js";

/** @import { Sketch } from "../../course_lib/figures/show/exercises/seven.js" */

const trained = (/** @type {Sketch | null} */ net, /** @type {number} */ seed) => {
  assert.ok(net);
  const run = new Run(settingsOf(net, seed));
  while (run.epochs < EPOCHS && !run.diverged) run.advance(1000);
  return run.measure().train.accuracy;
};
const results = (/** @type {number} */ exercise, /** @type {number} */ seed) => {
  return EXERCISES[exercise - 1].nets.filter((net) => net !== null).map((net) => trained(net, seed));
};
const ceiling = bestHalfPlane(new Run(settingsOf(EXERCISES[0].nets[0], 0)).train);

test("linear networks stay below the best line, and tanh leaves it behind", () => {
  for (const exercise of [1, 2, 3]) assert.ok(results(exercise, 0).every((share) => share < ceiling));
  const [linear, tanh] = results(4, 0);
  assert.ok(linear < ceiling && tanh > 0.95);
});

test("what stands under exercise 4 is true of a run that stopped half-way, too", () => {
  const b = trained(EXERCISES[3].nets[1], 3);
  assert.ok(b > ceiling && b < 0.95);
  const why = (/** @type {number} */ share) => EXERCISES[3].why({ a: "0.560", b: share.toFixed(3), ceiling: "0.635" });
  assert.match(why(b), /stopped half-way/);
  assert.match(why(0.985), /separates almost all/);
});

test("the seeds that exercises 5 and 6 name show what they say", () => {
  for (const exercise of [5, 6]) {
    for (const seed of [3, 4]) {
      const [small, large] = results(exercise, seed);
      assert.ok(large > small + 0.08, `${exercise}, seed ${seed}: ${small} against ${large}`);
    }
  }
});

test("with plain descent sigmoid hardly leaves a straight line", () => {
  const [sigmoid, relu] = results(7, 0);
  assert.ok(sigmoid < ceiling && relu > sigmoid);
});
