/** Runs that hands change on their way: nothing that has been learnt is lost without need. */
import assert from "node:assert/strict";
import test from "node:test";
import { Run } from "../../course_lib/figures/engine/run.js";
import { tidy } from "../../course_lib/figures/engine/settings.js";
import { sharedDigits } from "../../course_lib/figures/engine/twin.js";
import { unitPictures } from "../../course_lib/figures/engine/units.js";
import { lineAt, placing } from "../../course_lib/figures/paint/placing.js";
import { formula, placeOf } from "../../course_lib/figures/show/playground/names.js";

/** @import { Settings } from "../../course_lib/figures/types.js" */

const PLACES = [[-2, 1], [0.5, 0.3], [3, -4]].map((place) => Float64Array.from(place));

/** @param {Partial<Settings>} [some] */
function trained(some = {}) {
  const run = new Run(tidy(some));
  run.advance(205);
  return run;
}

/** @param {Run} run */
const seen = (run) => PLACES.map((place) => run.net.probability(place));

/** @param {number[]} one @param {number[]} other */
function near(one, other) {
  one.forEach((value, i) => assert.ok(Math.abs(value - other[i]) < 1e-12, `${one} is not ${other}`));
}

test("training, data and points change on the way, and what has been learnt stays", () => {
  /** @type {Partial<Settings>[]} */
  const changes = [{ rate: 0.5 }, { optimizer: "Adam" }, { l2: 0 }, { batch: 40 }, { noise: 0.4 }, { n: 100 }, { data: "circle" }, { data: "own", points: [[1, 1, 0], [0, 0, 1]] }];
  for (const some of changes) {
    const run = trained();
    run.finishEpoch();
    const before = [...run.net.theta];
    run.change(tidy({ ...run.settings, ...some }));
    assert.deepEqual([...run.net.theta], before, JSON.stringify(some));
    assert.equal(run.steps, 220); // the end of the epoch
    run.advance(1);
    assert.notDeepEqual([...run.net.theta], before);
  }
});

test("a change at the end of an epoch is one more call of fit, and momentum goes on", () => {
  const [one, other] = [trained({ momentum: 0.9, shuffle: false }), trained({ momentum: 0.9, shuffle: false })];
  one.change(tidy({ ...one.settings, rate: 0.02 }));
  one.change(tidy({ ...one.settings, rate: 0.01 }));
  for (const run of [one, other]) run.advance(400 - run.steps);
  assert.deepEqual(one.net.theta, other.net.theta);
  assert.deepEqual(one.story.map(({ epochs }) => epochs), [11, 9]); // what did not train leaves no trace
});

test("a phase tells after how many steps it begins, also where the network is another one", () => {
  const run = new Run(tidy({}));
  run.advance(20);
  run.change(tidy({ ...run.settings, rate: 0.02 }));
  run.advance(40);
  run.set(3, 0.5);
  assert.deepEqual(run.phases.map(({ from }) => from), [0, 20, 60]);
  run.advance(20);
  run.change(tidy({ ...run.settings, hidden: [7, 2] }));
  assert.deepEqual([run.steps, ...run.phases.map(({ from }) => from)], [80, 80]);
});

test("numbers instead of classes: the hidden layers stay, the curve begins anew, and back again", () => {
  const run = trained({ data: "gaussians", hidden: [6, 2] });
  run.finishEpoch();
  const theta = run.net.theta.slice();
  const before = run.snapshot();
  run.change(tidy({ ...run.settings, data: "slope" }));
  assert.deepEqual([run.net.sizes, run.steps], [[2, 6, 2, 1], 220]);
  assert.deepEqual(run.net.theta.slice(0, 32), theta.slice(0, 32)); // up to the outputs
  assert.deepEqual([run.curve.length, run.now.train.accuracy], [1, NaN]);
  const { loss } = run.now.train;
  run.advance(2000);
  assert.ok(run.measure().train.loss < loss / 2);
  run.change(tidy({ ...run.settings, data: "spiral" }));
  assert.deepEqual([run.net.sizes, run.curve.length], [[2, 6, 2, 2], 1]);
  run.revert(before);
  assert.deepEqual(run.net.theta, theta);
  run.change(tidy({ ...run.settings, data: "bumps", hidden: [6, 2, 2], activations: ["tanh"] }));
  assert.deepEqual([run.net.sizes, run.steps], [[2, 6, 2, 2, 1], 0]); // differs by too much
});

test("a new unit changes nothing at first, and learns then; a unit that goes takes its own weights", () => {
  const run = trained();
  run.finishEpoch();
  const before = seen(run);
  run.change(tidy({ ...run.settings, hidden: [7, 2] }));
  near(seen(run), before);
  const at = placeOf(run.net, 2, 0, 6);
  assert.equal(run.net.theta[at], 0);
  run.advance(40);
  assert.notEqual(run.net.theta[at], 0);
  const kept = placeOf(run.net, 1, 3, 1);
  const weight = run.net.theta[kept];
  run.change(tidy({ ...run.settings, hidden: [6, 2] }), { layer: 0, unit: 2 });
  assert.equal(run.net.theta[placeOf(run.net, 1, 2, 1)], weight); // unit 4 is unit 3 now
});

test("a new layer passes on what it gets, and one that goes leaves out its activation alone", () => {
  const run = trained({ activations: ["tanh", "relu"] });
  run.finishEpoch();
  const before = seen(run);
  run.change(tidy({ ...run.settings, hidden: [6, 2, 2], activations: ["tanh", "relu", "relu"] }));
  near(seen(run), before);
  run.change(tidy({ ...run.settings, hidden: [6, 2], activations: ["tanh", "relu"] }), { layer: 2 });
  near(seen(run), before);
  const linear = trained({ activations: ["tanh", "linear"] });
  linear.finishEpoch();
  const was = seen(linear);
  linear.change(tidy({ ...linear.settings, hidden: [6], activations: ["tanh"] }));
  near(seen(linear), was);
});

test("networks that differ by more begin anew, and so do another seed and a run that diverged", () => {
  const run = trained();
  run.change(tidy({ ...run.settings, hidden: [3, 3, 3, 3], activations: ["relu"] }));
  assert.equal(run.steps, 0);
  const other = trained();
  other.change(tidy({ ...other.settings, seed: 5 }));
  assert.equal(other.steps, 0);
  const wild = trained({ rate: 100, activations: ["relu", "relu"], l2: 10 });
  wild.advance(5000);
  assert.ok(wild.diverged);
  wild.change(tidy({ ...wild.settings, rate: 0.01 }));
  assert.ok(!wild.diverged && wild.steps === 0);
});

test("rewinding goes back to the same initial weights, those set by hand before training too", () => {
  const run = new Run(tidy({}));
  run.set(3, 0.25);
  const start = run.net.theta.slice();
  run.advance(100);
  run.set(3, -4);
  run.change(tidy({ ...run.settings, rate: 0.3 }));
  run.advance(100);
  run.rewind();
  assert.deepEqual(run.net.theta, start);
  assert.equal(run.settings.rate, 0.3);
});

test("a snapshot brings back a run as it was, to go on as it would have", () => {
  for (const some of [{ optimizer: /** @type {const} */ ("Adam") }, { momentum: 0.9, test: 0.2 }]) {
    const run = trained(some);
    const snapshot = run.snapshot();
    run.change(tidy({ ...run.settings, hidden: [3], activations: ["relu"], data: "simple" }));
    run.advance(30);
    run.revert(snapshot);
    const other = trained(some);
    for (const each of [run, other]) each.advance(100);
    assert.deepEqual(run.net.theta, other.net.theta);
    assert.deepEqual([run.steps, run.epochs], [other.steps, other.epochs]);
  }
});

test("the picture reaches as far as before when a point is added at its edge", () => {
  const run = new Run(tidy({ data: "own", points: [[-1, 0, 0], [1, 0, 1]] }));
  const { reach } = run;
  run.change(tidy({ ...run.settings, points: [...run.settings.points, [reach * 0.97, 0, 1]] }));
  assert.equal(run.reach, reach);
  run.change(tidy({ ...run.settings, points: [[50, 0, 1], [0, 1, 0]] }));
  assert.ok(run.reach > 50);
});

test("after many changes the story begins with the parameters as they stand", () => {
  const run = trained();
  for (let k = 1; k <= 30; k++) {
    run.change(tidy({ ...run.settings, rate: 0.01 + k / 1000 }));
    run.advance(20);
  }
  assert.ok(run.phases.length <= 20);
  assert.equal(run.phases[0].theta?.length, run.net.nParameters);
  assert.equal(run.epochs, 41);
});

test("a twin tells how far a run can be repeated", () => {
  const digits = (/** @type {Run} */ run) => {
    const pieces = sharedDigits(run);
    let piece = pieces.next();
    while (!piece.done) piece = pieces.next();
    return piece.value;
  };
  const run = trained({ hidden: [20, 20], batch: 200, rate: 0.05 });
  run.change(tidy({ ...run.settings, l2: 0 }));
  run.set(5, 0.5);
  run.advance(50);
  run.measure();
  assert.ok(digits(run) >= 10);
  const wild = new Run(tidy({ hidden: [20, 20], rate: 0.5 }));
  wild.advance(3000);
  wild.measure();
  assert.ok(digits(wild) <= 2);
});

test("units have pictures from 0 to 1, and are half of it where their sum is 0", () => {
  const run = new Run(tidy({ hidden: [3, 2], activations: ["relu", "sigmoid"] }));
  const all = unitPictures(run.net, run.reach);
  assert.equal(all.length, 2 + 3 + 2 + 2);
  for (const picture of all) assert.ok(picture.every((value) => value >= 0 && value <= 1));
  assert.ok(Math.min(...all[2]) === 0.5 && Math.max(...all[2]) === 1); // relu
  assert.ok(all[0][0] === 0 && all[0][16] === 1); // the first input grows to the right
});

test("a line is found under the pointer, and none beside it", () => {
  const places = placing([2, 6, 2, 2], 700);
  const [a, b] = [places.units[1][4], places.units[2][1]];
  assert.deepEqual(lineAt(places, { x: a.x + 0.6 * (b.x - a.x), y: a.y + 0.6 * (b.y - a.y) }), [2, 1, 4]);
  assert.equal(lineAt(places, { x: 1, y: 1 }), null);
});

test("the most units that are allowed stand apart, in a picture that fits a telephone", () => {
  const { units, sides, height } = placing([2, 50, 50, 50, 50, 50, 50, 2], 320);
  assert.ok(height < 500 && units[1][1].y - units[1][0].y > sides[1]);
});

test("a unit's formula has its numbers", () => {
  const { net } = new Run(tidy({ hidden: [2, 9], activations: ["tanh", "linear"] }));
  net.theta.fill(0.5);
  net.theta[placeOf(net, 1, 1, 0)] = -1.234;
  net.theta[placeOf(net, 1, 1, -1)] = 2;
  assert.equal(formula(net, 1, 1), "h¹₂ = tanh(−1.23 x₁ + 0.50 x₂ + 2.00)");
  assert.equal(formula(net, 2, 0), "h²₁ = 0.50 h¹₁ + 0.50 h¹₂ + 0.50");
  assert.match(formula(net, 3, 0), /^ŷ₁ = .* \+ 1 more \+ 0\.50$/);
});

test("training stops by itself when it gets no further, and goes on when it is asked to", () => {
  const run = new Run(tidy({ data: "simple", stop: true, rate: 0.1, batch: 400, l2: 0.1 }));
  run.advance(1e6);
  assert.ok(run.settled && run.steps < 1e5);
  const { steps } = run;
  run.advance(10);
  assert.equal(run.steps, steps);
  run.hope();
  run.advance(10);
  assert.equal(run.steps, steps + 10);
  const other = new Run(tidy({ ...run.settings, stop: false }));
  other.advance(steps + 10);
  assert.deepEqual(other.net.theta, run.net.theta); // the same run, whoever watches
});
