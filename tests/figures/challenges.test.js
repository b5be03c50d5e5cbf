import assert from "node:assert/strict";
import test from "node:test";
import { CHALLENGES, judge } from "../../course_lib/figures/show/parameter_counter/challenges.js";
import { MAX_LAYERS, count } from "../../course_lib/figures/show/parameter_counter/counting.js";

/** @import { Challenge } from "../../course_lib/figures/show/parameter_counter/challenges.js" */
/** @import { Net } from "../../course_lib/figures/show/parameter_counter/counting.js" */

const biased = (/** @type {number[]} */ ...sizes) => ({ sizes, biases: sizes.slice(1).map(() => true) });
const [widest, equal, deepest, exact] = CHALLENGES;

test("no challenge is met from the start, and each can be", () => {
  for (const challenge of CHALLENGES) assert.equal(judge(challenge, challenge.start).met, false);
  assert.ok(judge(widest, biased(2, 20, 2)).met);
  assert.ok(judge(equal, biased(2, 5, 5, 5, 2)).met);
  assert.ok(judge(deepest, biased(2, 4, 4, 4, 4, 2)).met);
  assert.ok(judge(exact, { sizes: [4, 8, 5, 3], biases: [true, true, false] }).met);
});

test("only the best network meets a challenge that asks for it", () => {
  const met = (/** @type {Challenge} */ challenge, /** @type {Net[]} */ nets) => nets.filter((net) => judge(challenge, net).met).map(({ sizes }) => sizes);
  const units = Array.from({ length: 40 }, (_, i) => i + 1);
  assert.deepEqual(met(widest, units.map((n) => biased(2, n, 2))), [[2, 20, 2]]);
  assert.deepEqual(met(equal, units.map((n) => biased(2, n, n, n, 2))), [[2, 5, 5, 5, 2]]);
  const depths = Array.from({ length: MAX_LAYERS - 1 }, (_, i) => biased(2, ...Array(i).fill(4), 2));
  assert.deepEqual(met(deepest, depths), [[2, 4, 4, 4, 4, 2]]);
  assert.equal(count([2, 20, 2], [true, true]), widest.budget); // so equal's 15 units cost as much as 20
});

test("the verdict says in words what is missing", () => {
  const said = (/** @type {Challenge} */ challenge, /** @type {Net} */ net) => judge(challenge, net).text;
  assert.equal(said(widest, biased(2, 6, 2)), "32 of 102: it fits, and one unit more would still fit.");
  assert.equal(said(widest, biased(2, 25, 2)), "127 of 102: 25 too many.");
  assert.equal(said(widest, biased(3, 20, 2)), "This one asks for 2 inputs and 2 outputs.");
  assert.equal(said(widest, biased(2, 4, 4, 2)), "Here there must be one hidden layer.");
  assert.equal(said(widest, { sizes: [2, 21, 2], biases: [true, false] }), "Every layer needs its bias here.");
  assert.match(said(widest, biased(2, 20, 2)), /^102 of 102: met\. One unit more would need 107\./);
  assert.equal(said(equal, biased(2, 5, 6, 5, 2)), "All three hidden layers must be equally wide.");
  assert.equal(said(deepest, biased(2, 3, 4, 2)), "Each hidden layer needs at least 4 units.");
  assert.match(said(deepest, biased(2, 9, 4, 2)), /one layer more would still fit/);
  assert.match(said(deepest, biased(2, 4, 4, 4, 4, 2)), /One layer more would need 102\./);
  assert.equal(said(exact, biased(4, 6, 3)), "51 of 100: 49 still to be spent.");
  assert.equal(said(exact, biased(4, 3)), "It needs a hidden layer.");
});
