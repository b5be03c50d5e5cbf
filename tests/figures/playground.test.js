import assert from "node:assert/strict";
import test from "node:test";
import { makeData } from "../../course_lib/figures/engine/data.js";
import { bestHalfPlane } from "../../course_lib/figures/engine/half_plane.js";
import { readPoints, toCsv } from "../../course_lib/figures/engine/points.js";
import { principal } from "../../course_lib/figures/engine/principal.js";
import { Run } from "../../course_lib/figures/engine/run.js";
import { DEFAULTS, tidy } from "../../course_lib/figures/engine/settings.js";
import { fromAddress, toAddress } from "../../course_lib/figures/parts/address.js";

/** @import { Row } from "../../course_lib/figures/types.js" */

test("whatever comes in, settings come out that can be run", () => {
  for (const wild of [null, 7, "x", [], {}, { hidden: "y", points: 3 }, { hidden: [1e9, -1, NaN] }]) {
    new Run(tidy(wild)).advance(3);
  }
  const evil = tidy({ data: "<script>", activations: ["__proto__"], hidden: [3], batch: -1, n: 7 });
  assert.deepEqual([evil.data, evil.activations, evil.batch, evil.n], ["spiral", ["tanh"], 1, 8]);
  assert.deepEqual(tidy(DEFAULTS), DEFAULTS);
});

test("settings travel in an address and come back the same", () => {
  const points = [[0.5, -1, 1], [2, 2, 0]];
  const some = tidy({ data: "own", points, hidden: [3, 4, 5], activations: ["relu"], units: null });
  assert.deepEqual(fromAddress(toAddress(some)), some);
  assert.equal(toAddress(DEFAULTS), "%7B%7D");
  assert.equal(fromAddress("%7Bnonsense"), null);
});

test("points are read from JSON and from lines, and mistakes are named", () => {
  /** @type {Row[]} */
  const points = [[1, 2, 0], [-0.5, 1e-3, 1]];
  assert.deepEqual(readPoints(JSON.stringify(points)), { points });
  assert.deepEqual(readPoints("1, 2, 0\n-0.5;1e-3\t1\n"), { points });
  assert.deepEqual(readPoints(toCsv(points)), { points });
  assert.match(readPoints("").error ?? "", /no points/);
  assert.match(readPoints("1,2,0\n1,2,3").error ?? "", /Point 2/);
  assert.match(readPoints("[[1, 2]").error ?? "", /not JSON/);
  assert.match(readPoints("[[1,2,null]]").error ?? "", /Point 1/);
  assert.match(readPoints("1,1,1\n".repeat(401)).error ?? "", /400/);
});

test("the same settings give the same run, and rewinding starts it again", () => {
  const s = tidy({ test: 0.25 });
  const [one, other] = [new Run(s), new Run(s)];
  const start = one.net.theta.slice();
  one.advance(50);
  other.advance(20);
  other.advance(30);
  assert.deepEqual(one.net.theta, other.net.theta);
  assert.deepEqual(one.measure(), other.measure());
  one.rewind();
  assert.deepEqual(one.net.theta, start);
  one.advance(50);
  assert.deepEqual(one.net.theta, other.net.theta);
});

test("held-out points are not trained on, and none is lost", () => {
  const { train, test: held } = makeData(tidy({ test: 0.3, n: 200 }));
  assert.deepEqual([train.y.length, held.y.length], [140, 60]);
  assert.deepEqual([...train.x, ...held.x].sort(), [...makeData(tidy({})).train.x].sort());
});

test("every point of every set lies in the picture", () => {
  for (const s of [{ data: "simple" }, { data: "circle" }, { noise: 2 }]) {
    const run = new Run(tidy(s));
    assert.ok(run.all.x.every((value) => Math.abs(value) < run.reach));
  }
});

test("a run that diverges says so and stops", () => {
  const run = new Run(tidy({ rate: 100, activations: ["relu", "relu"], momentum: 0.9, l2: 10 }));
  run.advance(2000);
  assert.ok(run.diverged);
  assert.ok(run.steps < 2000);
});

test("the best half-plane on the spiral is the ceiling that the lecture's numbers state", () => {
  for (let seed = 0; seed < 5; seed++) {
    const best = bestHalfPlane(makeData(tidy({ data_seed: seed })).train);
    assert.ok(best >= 0.63 && best <= 0.645, String(best));
  }
});

test("the best half-plane is right on sets that can be worked by hand", () => {
  const of = (/** @type {Row[]} */ ...points) => {
    return bestHalfPlane(makeData(tidy({ data: "own", points })).train);
  };
  assert.equal(of([0, 0, 0], [1, 1, 0], [0, 1, 1], [1, 0, 1]), 0.75); // exclusive or
  assert.equal(of([0, 0, 0], [1, 0, 1], [2, 0, 1]), 1); // all on a line
  assert.equal(of([0, 0, 0], [1, 0, 1], [2, 0, 0]), 2 / 3);
  assert.equal(of([1, 1, 0], [1, 1, 1], [1, 1, 1]), 2 / 3); // all in one place
  assert.equal(of([3, 3, 1]), 1);
  assert.equal(of([0, 0, 1], [0, 0, 0], [1, 0, 1], [2, 0, 1]), 0.75);
});

test("no straight line parts the simple set, as the chapter says", () => {
  assert.equal(bestHalfPlane(makeData(tidy({ data: "simple" })).train), 12 / 13);
});

test("the principal directions are those of the spread", () => {
  const rows = Float64Array.from([3, 0, 0, -3, 0, 0, 0, 0, 1, 0, 0, -1]);
  const { axes } = principal(rows, 3);
  assert.ok(Math.abs(Math.abs(axes[0][0]) - 1) < 1e-9);
  assert.ok(Math.abs(Math.abs(axes[1][2]) - 1) < 1e-9);
});

test("the curves stay short however long a run is", () => {
  const run = new Run(tidy({ hidden: [2], activations: ["tanh"], n: 10 }));
  for (let i = 0; i < 3000; i++) {
    run.advance(1);
    run.measure();
  }
  assert.ok(run.curve.length <= 600);
  assert.ok(run.curve[run.curve.length - 1].step > 2900);
});
