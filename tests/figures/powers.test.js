import assert from "node:assert/strict";
import test from "node:test";
import { KINDS, SIGNED, idea, largestError, powers, show, told } from "../../course_lib/figures/show/powers/differences.js";

/** @import { Kind } from "../../course_lib/figures/show/powers/differences.js" */

const SMOOTH = /** @type {Kind[]} */ (["tanh", "sigmoid", "sine"]);

test("derivatives are the slopes of the one before", () => {
  for (const [, g, derivatives] of Object.values(KINDS)) {
    [g, ...derivatives].forEach((f, i, all) => {
      if (i === 3) return;
      for (const z of [-1.3, 0, 0.4, 2]) {
        assert.ok(Math.abs((f(z + 1e-5) - f(z - 1e-5)) / 2e-5 - all[i + 1](z)) < 1e-8);
      }
    });
  }
});

test("a quarter of the error for half the step, until rounding spoils it", () => {
  for (const kind of SMOOTH) {
    for (const r of [1, 2, 3]) {
      const error = (/** @type {number} */ step) => largestError(powers(kind, r, step, 0.5).at, r);
      assert.ok(Math.abs(error(0.02) / error(0.01) - 4) < 0.1, `${kind} ${r}`);
      assert.ok(r === 1 || error(1e-7) > 100 * error(1e-3), `${kind} ${r}`);
    }
  }
  assert.match(told("tanh", 3, 1e-6, 0.5), /Rounding has spoilt it/);
});

test("a bias where the derivative is 0 makes no power, and is told", () => {
  assert.ok(!powers("tanh", 2, 0.1, 0).possible && powers("tanh", 3, 0.1, 0).possible);
  assert.match(told("tanh", 2, 0.1, 0), /Another bias helps/);
});

test("z squared makes x and x² exactly, and x³ with no bias at all", () => {
  for (const r of [1, 2]) assert.ok(largestError(powers("square", r, 1, 0.5).at, r) < 1e-12);
  for (const b of [-2, 0.5, 1]) assert.ok(!powers("square", 3, 0.1, b).possible);
  assert.match(told("square", 3, 0.1, 0.5), /its own degree and no more/);
});

test("the signs are Pascal's, and cancel", () => {
  for (const signs of Object.values(SIGNED)) {
    assert.equal(signs.reduce((sum, sign) => sum + sign), 0);
    assert.equal(signs.at(-1), 1);
  }
});

test("numbers are short", () => {
  assert.deepEqual([0, 0.1, -0.5, 1e-8, 123456.7, 0.01234].map(show), ["0", "0.1", "−0.5", "1.0e−8", "1.2e5", "0.0123"]);
});

test("a line says what a few units make, or that they do not", () => {
  const { possible } = powers("square", 3, 0.1, 0.5);
  assert.equal(idea(3, possible), "Four units, however small the step, do not make x³.");
  assert.equal(idea(1, true), "Two units, a small step apart, make x.");
});
