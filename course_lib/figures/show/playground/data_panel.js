/** The data set, and how many of its points are held out. */
import { TABLE, isRegression, limits } from "../../engine/settings.js";
import { enter, labelled, number, select } from "../../parts/controls.js";
import { html } from "../../parts/dom.js";

/** @import { Change, DataSet, Row, Settings } from "../../types.js" */

/** @type {[DataSet, string][]} */
const NAMES = [
  ["spiral", "spiral"],
  ["circle", "circle"],
  ["simple", "simple"],
  ["xor", "exclusive or"],
  ["gaussians", "two Gaussians"],
  ["random_labels", "random labels"],
  ["slope", "slope: numbers"],
  ["bumps", "bumps: numbers"],
  ["own", "my own points"],
];

/** Make the panel. @param {Change} change @param {() => Row[]} points those of the run as it is */
export function dataPanel(change, points) {
  /** @type {Settings} */
  let settings;
  const data = select("data set", NAMES, (name) => {
    if (name === "own") change({ data: name, points: settings.points.length ? settings.points : points() });
    else change({ data: /** @type {DataSet} */ (name) });
  });
  const n = number("number of points", limits(TABLE.n), (value) => change({ n: value }));
  const noise = number("noise", limits(TABLE.noise), (value) => change({ noise: value }));
  const seed = number("seed of the data", limits(TABLE.data_seed), (value) => change({ data_seed: value }));
  const test = number("share held out", limits(TABLE.test), (value) => change({ test: value }));
  const numbers = html("p", { class: "cf-soft" }, "The points have numbers, not classes: none are drawn by hand.");
  const el = html(
    "fieldset",
    {},
    html("legend", {}, "Data"),
    labelled("data set", data),
    labelled("points", n),
    labelled("noise", noise),
    labelled("seed", seed),
    labelled("held out (0 to 0.8)", test),
    numbers,
  );
  return {
    el,
    /** @param {Settings} next */
    show(next) {
      settings = next;
      data.value = next.data;
      numbers.hidden = !isRegression(next);
      enter(n, next.n);
      enter(noise, next.noise);
      enter(seed, next.data_seed);
      enter(test, next.test);
      noise.disabled = ["own", "random_labels"].includes(next.data);
      n.disabled = ["own", "simple"].includes(next.data);
      n.step = next.data === "xor" ? "4" : "2";
      n.min = next.data === "xor" ? "4" : "2";
    },
  };
}
