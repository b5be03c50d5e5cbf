import assert from "node:assert/strict";
import test from "node:test";
import { count, formula, grouped, layerName, steps, tidy } from "../../course_lib/figures/show/parameter_counter/counting.js";

const SIZES = [4, 6, 5, 3];

test("4-6-5-3 has 69, 80 and 83 parameters", () => {
  assert.equal(count(SIZES, [false, false, false]), 69);
  assert.equal(count(SIZES, [true, true, false]), 80);
  assert.equal(count(SIZES, [true, true, true]), 83);
});

test("the smallest network, one unit to one unit, has one weight", () => {
  assert.equal(count([1, 1], [false]), 1);
  assert.equal(count([1, 1], [true]), 2);
});

test("each step says its shapes and its parameters", () => {
  const [first] = steps(SIZES, [true, true, false]);
  assert.deepEqual(first, { from: 4, to: 6, bias: true, weights: 24, biases: 6, parameters: 30 });
});

test("the sum is written as in the text", () => {
  assert.equal(formula(steps(SIZES, [true, true, false])), "(4·6 + 6) + (6·5 + 5) + 5·3");
  assert.equal(formula(steps([2, 3], [true])), "2·3 + 3");
});

test("whatever stands in the model becomes a network that can be drawn", () => {
  assert.deepEqual(tidy([4, 6, 3], [false]), { sizes: [4, 6, 3], biases: [false, true] });
  assert.deepEqual(tidy([], undefined), { sizes: [1, 1], biases: [true] });
  assert.deepEqual(tidy(["<b>", -3, 2.6, 1e9], null).sizes, [1, 1, 3, 1000]);
  assert.equal(tidy(new Array(50).fill(2), []).sizes.length, 8);
});

test("layers have names and large numbers are grouped", () => {
  assert.deepEqual([0, 1, 2].map((i) => layerName(i, 3)), ["input", "hidden 1", "output"]);
  assert.equal(grouped(235146), "235\u202f146");
  assert.equal(grouped(80), "80");
});
