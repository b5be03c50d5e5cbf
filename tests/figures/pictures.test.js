/** Pictures of the plane: their numbers, and what is mixed pixel by pixel. */
import assert from "node:assert/strict";
import test from "node:test";
import { fit } from "../../course_lib/figures/paint/mesh.js";
import { mixed } from "../../course_lib/figures/paint/raster.js";
import { round } from "../../course_lib/figures/paint/ticks.js";

const texts = (/** @type {[number, number]} */ range, most = 6) => round(range, most).map(({ text }) => text);

test("the numbers of an axis are round, and no more than there is room for", () => {
  assert.deepEqual(texts([-5.6, 5.6]), ["−4", "−2", "0", "2", "4"]);
  assert.deepEqual(texts([-1.1, 1.1]), ["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
  assert.deepEqual(texts([0.312, 0.3191]), ["0.312", "0.314", "0.316", "0.318"]);
  assert.deepEqual(texts([-300, 900]), ["−200", "0", "200", "400", "600", "800"]);
  for (let reach = 0.01; reach < 1000; reach *= 1.3) assert.ok(round([-reach, reach], 6).length <= 7);
});

test("a plane that is fitted into a picture tells what the picture shows", () => {
  const places = Float64Array.from([-1, 10, 3, 20]);
  const [across, upwards] = fit(100, places);
  assert.deepEqual([...places].map(Math.round), [5, 95, 95, 5]);
  assert.ok(Math.abs(across[0] + 1 + (4 / 90) * 5) < 1e-12 && Math.abs(upwards[1] - 20 - (10 / 90) * 5) < 1e-12);
  const flat = fit(100, Float64Array.from([1, 0, 2, 0]))[1];
  assert.equal(flat[0], flat[1]); // no numbers: nothing spreads
});

test("pixels mix part by part", () => {
  assert.equal(mixed(0xff000000, 0xff6432c8, 0.5) >>> 0, 0xff321964);
  assert.equal(mixed(0xff123456, 0xffffffff, 1) >>> 0, 0xffffffff);
  assert.equal(mixed(0xff123456, 0xffffffff, 0) >>> 0, 0xff123456);
});
