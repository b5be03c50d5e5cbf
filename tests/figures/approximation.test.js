import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, TARGETS, build, joined, largestError, told } from "../../course_lib/figures/show/approximation/by_hand.js";
import { COUNTS } from "../../course_lib/figures/show/approximation/errors.js";

/** @import { Fn, Kind } from "../../course_lib/figures/show/approximation/by_hand.js" */

const { wave, root } = TARGETS;

/** @param {Kind} kind @param {Fn} f @param {number} n */
const error = (kind, f, n) => largestError(build(kind, f, n).at, f);

test("lines keep their bound, and twice the units make a quarter of the error", () => {
  for (const n of COUNTS) assert.ok(error("relu", wave, n) <= (4 * Math.PI ** 2) / (8 * n * n) + 1e-9);
  assert.ok(Math.abs(error("relu", wave, 32) / error("relu", wave, 64) - 4) < 0.1);
  assert.ok(Math.abs(error("sigmoid", wave, 32) / error("sigmoid", wave, 64) - 2) < 0.1);
});

test("a polynomial and no biases get nowhere, with any number of units", () => {
  for (const kind of /** @type {Kind[]} */ (["square", "no_bias"])) {
    assert.ok(error(kind, wave, 4) > 0.5);
    assert.equal(error(kind, wave, 4), error(kind, wave, 128));
  }
  assert.ok(error("square", (x) => x * x, 4) < 1e-12);
  assert.ok(error("no_bias", (x) => 3 * x, 4) < 1e-12);
  assert.ok(error("no_bias", () => 1, 4) >= 1); // it goes through 0
});

test("one's own target is joined, and met exactly where the knots are its points", () => {
  const f = joined([0, 1, -1, 0.5, 0]);
  assert.deepEqual([0, 0.125, 0.25, 1].map(f), [0, 0.5, 1, 0]);
  assert.ok(error("relu", f, 4) < 1e-12);
  assert.ok(error("relu", root, 128) > 0.01); // not smooth: slowly
});

test("every kind is told", () => {
  for (const kind of /** @type {Kind[]} */ (Object.keys(KINDS))) assert.ok(told(kind, 8).length > 40);
});
