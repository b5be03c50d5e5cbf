/** A run at work, on a page and in a worker: the same steps, bit for bit, as one that is simply advanced. */
import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "../../course_lib/figures/engine/desk.js";
import { halfPlanes } from "../../course_lib/figures/engine/half_plane.js";
import { Lesson } from "../../course_lib/figures/engine/lesson.js";
import { GRID, MESH } from "../../course_lib/figures/engine/pictures.js";
import { Run } from "../../course_lib/figures/engine/run.js";
import { tidy } from "../../course_lib/figures/engine/settings.js";

/** @import { Answer } from "../../course_lib/figures/engine/desk.js" */
/** @import { Look } from "../../course_lib/figures/engine/lesson.js" */
/** @import { RunState } from "../../course_lib/figures/engine/run.js" */

const SETTINGS = [
  {},
  { optimizer: "Adam", rate: 0.02, batch: 7, test: 0.2, units: null },
  { data: "circle", hidden: [5], activations: ["relu"], momentum: 0.9, shuffle: false, speed: 3 },
  { hidden: [], momentum: 0, batch: 400 },
  { data: "bumps", test: 0.2, hidden: [8] },
].map(tidy);

/** Advance a run of these settings. @param {typeof SETTINGS[number]} settings @param {number} steps */
function advanced(settings, steps) {
  const run = new Run(settings);
  run.advance(steps);
  return run;
}

/** Send a run to a desk, as to a worker, until it comes back. @param {Run} run @param {number} until @param {(looks: Look[]) => "stop" | undefined} watch */
function worked(run, until, watch) {
  /** @type {Look[]} */
  const looks = [];
  return new Promise((/** @type {(back: RunState) => void} */ back) => {
    const order = desk((/** @type {Answer} */ answer, transfer) => {
      const { back: state, look } = /** @type {{ back?: RunState, look?: Look }} */ (structuredClone(answer, { transfer }));
      if (look) looks.push(look);
      if (state) clearInterval(frames);
      if (state) back(state);
      else if (watch(looks) === "stop") order({ stop: "epoch" });
    }, setImmediate);
    const frames = setInterval(() => order("frame"), 5);
    order({ take: { settings: run.settings, state: structuredClone(run.state()), until } });
  });
}

test("in pieces on a page a run makes the steps that it makes at once", () => {
  for (const settings of SETTINGS) {
    const run = new Run(settings);
    const lesson = new Lesson(run, 150, () => {});
    do lesson.frame();
    while (lesson.go(1) !== "over");
    assert.equal(run.steps, 150);
    assert.deepEqual(run.net.theta, advanced(settings, 150).net.theta);
  }
});

test("a worker makes them too, on from where the run stands, and hands back all that the next step needs", async () => {
  for (const settings of SETTINGS) {
    const run = advanced(settings, 33);
    run.restore(await worked(run, 120, () => undefined));
    assert.equal(run.steps, 120);
    run.advance(30);
    assert.deepEqual(run.net.theta, advanced(settings, 150).net.theta);
  }
});

test("a worker that is stopped hands the run back at the end of an epoch", async () => {
  const run = new Run(SETTINGS[1]);
  const state = await worked(run, Infinity, (looks) => (looks.length > 2 ? "stop" : undefined));
  run.restore(state);
  assert.ok(run.steps > 0 && run.steps % run.stepsPerEpoch === 0);
  assert.deepEqual(run.net.theta, advanced(SETTINGS[1], run.steps).net.theta);
});

test("what is shown on the way is where the run stands then", async () => {
  const [settings] = SETTINGS;
  /** @type {Look[]} */
  let seen = [];
  const run = new Run(settings);
  await worked(run, 400, (looks) => void (seen = looks));
  const { theta, now, pictures } = seen[0];
  const same = advanced(settings, now.step);
  assert.deepEqual(theta, same.net.theta);
  assert.deepEqual(now, same.measure());
  const middle = (GRID * GRID - 1) / 2;
  assert.equal(pictures.p[middle], same.net.probability([0, 0]));
  same.net.forward([0, 0]);
  assert.deepEqual([...(pictures.fold?.mesh ?? [])].slice(MESH * MESH - 1, MESH * MESH + 1), [...same.net.h.slice(8, 10)]);
});

test("with a speed no more steps are made than frames allow", () => {
  const run = new Run(tidy({ speed: 20 }));
  const lesson = new Lesson(run, Infinity, () => {});
  for (let frame = 1; frame < 4; frame++) {
    lesson.frame();
    while (lesson.go(50) !== "waits");
    assert.equal(run.steps, 20 * frame);
  }
});

test("a run that diverges is over", async () => {
  const run = new Run(tidy({ rate: 100, activations: ["relu", "relu"], momentum: 0.9, l2: 10 }));
  run.restore(await worked(run, Infinity, () => undefined));
  assert.ok(run.diverged);
});

test("the best straight line is found in pieces, one for each point", () => {
  const { train } = new Run(tidy({ n: 40 }));
  assert.equal([...halfPlanes(train)].length, 40);
});
