/** Many runs: each is the run that its settings make, and their pictures show all of them. */
import assert from "node:assert/strict";
import test from "node:test";
import { Run } from "../../course_lib/figures/engine/run.js";
import { tidy } from "../../course_lib/figures/engine/settings.js";
import { LOOKS, compare, median, trial } from "../../course_lib/figures/engine/trials.js";
import { axis, curve, heap, height, rangeOf } from "../../course_lib/figures/paint/fan.js";
import { distinct } from "../../course_lib/figures/parts/words.js";

/** Work through pieces. @template T @param {Generator<unknown, T>} pieces */
function result(pieces) {
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  return piece.value;
}

test("a trial is the whole run of its settings, looked at from the first step to the last", () => {
  const settings = tidy({ seed: 3, optimizer: "Adam", rate: 0.02, batch: 50 });
  const { scores, score } = result(trial({ settings, epochs: 60 }));
  const run = new Run(settings);
  assert.equal(scores.length, LOOKS + 1);
  assert.equal(scores[0], run.now.train.accuracy);
  run.advance(240);
  assert.equal(score, run.measure().train.accuracy);
  assert.equal(scores[LOOKS], score);
});

test("held-out points are what counts, where there are some; and a run that diverges ends", () => {
  const settings = tidy({ test: 0.4, n: 50 });
  const run = new Run(settings);
  run.advance(9);
  assert.equal(result(trial({ settings, epochs: 3 })).score, run.measure().test?.accuracy);
  const wild = tidy({ rate: 100, activations: ["relu", "relu"], momentum: 0.9, l2: 10 });
  assert.equal(result(trial({ settings: wild, epochs: 100 })).scores.length, LOOKS + 1);
});

test("medians and comparisons are right by hand", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.deepEqual(compare([0.9, 0.5, 0.7], [0.8, 0.5, 0.9]), { ahead: 1, behind: 1, alike: 1 });
});

test("no dot hides another, and each stands at its height", () => {
  const accuracies = Array.from({ length: 40 }, (_, i) => 0.5 + 0.01 * (i % 20));
  const places = heap(accuracies, [0.4, 1]);
  places.forEach((place, i) => {
    assert.equal(place.y, height(accuracies[i], [0.4, 1]));
    for (const other of places.slice(0, i)) assert.ok(Math.hypot(place.x - other.x, place.y - other.y) > 5.8);
  });
});

/** Trials that have ended there. @param {...number} ends */
const ended = (...ends) => ends.map((score) => ({ scores: [score, 0.9], score }));

test("the axis begins at a tick below every run, and its numbers are exact", () => {
  const low = (/** @type {number} */ least) => rangeOf(ended(0.9, least), false)[0];
  assert.deepEqual([0.55, 0.4, 0.39, 0.1].map(low), [0.4, 0.4, 0.2, 0]);
  assert.deepEqual(axis([0.2, 1]).ticks.map(({ text }) => text), ["0.2", "0.4", "0.6", "0.8", "1.0"]);
  for (const { text, y } of axis([0.2, 1]).ticks) assert.ok(Math.abs(y - height(Number(text), [0.2, 1])) < 1e-9);
  assert.match(curve([0.2, 1], [0.2, 1]), /^M44.0 196.0L290.0 14.0$/);
});

test("errors stand on an axis from 0, which reaches to the worst end, and no further than 2", () => {
  const high = (/** @type {number} */ most) => rangeOf(ended(0.1, most), true)[1];
  assert.deepEqual([0.01, 0.4, 0.7, Infinity].map((most) => Number(high(most).toFixed(9))), [0.4, 0.4, 0.8, 2]);
  assert.equal(height(Infinity, [0, 2]), height(2, [0, 2]));
});

test("of a regression the mean squared error counts, also of a run that diverges", () => {
  const settings = tidy({ data: "slope", test: 0.3, rate: 0.1 });
  const { scores, score } = result(trial({ settings, epochs: 20 }));
  const run = new Run(settings);
  assert.equal(scores[0], run.now.test?.loss);
  run.advance(20 * run.stepsPerEpoch);
  assert.equal(score, run.measure().test?.loss);
  assert.ok(score < 0.05 && score < scores[0]);
  assert.equal(result(trial({ settings: tidy({ ...settings, rate: 100 }), epochs: 20 })).score, Infinity);
});

test("settings are named by their networks, and by what differs where these are alike", () => {
  assert.deepEqual(distinct([tidy({}), tidy({ hidden: [] })]), ["2 → 6 → 2 → 2, tanh", "2 → 2"]);
  assert.deepEqual(distinct([tidy({ rate: 0.1 }), tidy({ rate: 0.2 })]), ["rate 0.1", "rate 0.2"]);
});
