/** The Python that does what a figure does: a text. */
import { equal } from "../engine/equal.js";
import { isRegression, sizesOf, unitShown } from "../engine/settings.js";

/** @import { Phase, Settings } from "../types.js" */

const SQUARED = ', loss="squared_error"';

/** @type {(keyof Settings)[]} */
const DATA = ["data", "n", "noise", "data_seed", "test", "points"];

/**
 * Write the course_lib program of a run: one call of fit for each of its phases.
 * @param {Phase[]} phases the last one with the epochs so far
 */
export function python(phases) {
  const all = phases.map(({ settings }) => settings);
  const names = [...new Set(all.map(({ optimizer }) => optimizer))].join(", ");
  const data = all.some(({ data }) => data !== "own") ? ", datasets" : "";
  const lines = [`from course_lib import MLP, ${names}${data}, fit`];
  if (all.some(({ data, test }) => data === "own" || test)) lines.unshift("import numpy as np");
  phases.forEach((phase, k) => lines.push("", ...(k ? next(phase, phases[k - 1].settings) : first(phase)), fitted(phase)));
  const last = all[all.length - 1];
  const print = (/** @type {string} */ rows) => lines.push(`print(net.loss(${rows}${isRegression(last) ? SQUARED : `), net.accuracy(${rows}`}))`);
  print("x, y");
  if (last.test) print("x_test, y_test");
  return lines.join("\n") + "\n";
}

/** Write the line that asks for what one unit makes of the points. @param {Settings} settings */
export function unitLine(settings) {
  const shown = unitShown(settings);
  if (!shown) return null;
  const [layer, unit] = shown;
  if (layer === 0) return `x[:, ${unit}]  # input ${unit + 1}`;
  if (layer > settings.hidden.length) return `net.forward(x)[:, ${unit}]  # output ${unit + 1}, for each point`;
  return `net.hidden(x)[${layer - 1}][:, ${unit}]  # hidden layer ${layer}, unit ${unit + 1}, for each point`;
}

/** @param {Phase} phase */
function first({ settings: s, theta, edits, from }) {
  const same = s.activations.every((name) => name === s.activations[0]);
  const g = same ? `"${s.activations[0] ?? "tanh"}"` : `[${s.activations.map((a) => `"${a}"`).join(", ")}]`;
  const lines = [...dataLines(s), `net = MLP([${sizesOf(s).join(", ")}], activation=${g}, seed=${s.seed})`];
  if (theta) lines.push(`net.theta = [${theta.join(", ")}]${from ? `  # as it stood after ${from} steps` : ""}`);
  return [...lines, ...editLines(s, edits), optimizerLine(s)];
}

/** Write what a phase changes. @param {Phase} phase @param {Settings} before */
function next({ settings: s, edits, from }, before) {
  const lines = [`# after ${from} steps`];
  if (DATA.some((name) => !equal(s[name], before[name]))) lines.push(...dataLines(s));
  lines.push(...editLines(s, edits));
  if (s.optimizer !== before.optimizer) return [...lines, optimizerLine(s)];
  /** @type {[keyof Settings, string][]} */
  const options = [["rate", "learning_rate"], ["momentum", "momentum"], ["l2", "weight_decay"]];
  const known = options.filter(([name]) => name !== "momentum" || s.optimizer === "SGD");
  return [...lines, ...known.filter(([name]) => s[name] !== before[name]).map(([name, option]) => `optimizer.${option} = ${s[name]}`)];
}

/** @param {Settings} s */
function dataLines(s) {
  const lines = [];
  if (s.data === "own") {
    lines.push(`points = np.array(${JSON.stringify(s.points)})`);
    lines.push("x, y = points[:, :2], points[:, 2].astype(int)");
  } else {
    const [n, noise, seed] = [`${s.n}`, `noise=${s.noise}`, `seed=${s.data_seed}`];
    const given = [s.data !== "simple" && n, s.data !== "random_labels" && noise, seed].filter(Boolean);
    lines.push(`x, y = datasets.${s.data}(${given.join(", ")})`);
    if (s.data === "xor") lines.push("x = 4 * x - 2  # around 0");
  }
  if (s.test) {
    lines.push(`order = np.random.default_rng(${s.data_seed}).random(len(x)).argsort()`);
    lines.push(`test, train = np.split(order, [round(${s.test} * len(x))])`);
    lines.push("(x_test, y_test), (x, y) = (x[test], y[test]), (x[train], y[train])");
  }
  return lines;
}

/** Write what was set by hand. @param {Settings} settings @param {Phase["edits"]} edits */
function editLines(settings, edits) {
  const sizes = sizesOf(settings);
  return edits.map(([at, value]) => {
    let k = 0;
    let rest = at;
    while (rest >= (sizes[k] + 1) * sizes[k + 1]) rest -= (sizes[k] + 1) * sizes[k++ + 1];
    const [i, j] = [Math.floor(rest / sizes[k + 1]), rest % sizes[k + 1]];
    return i < sizes[k] ? `net.weights[${k}][${i}, ${j}] = ${value}` : `net.biases[${k}][${j}] = ${value}`;
  });
}

/** @param {Settings} s */
function optimizerLine(s) {
  const more = [s.optimizer === "SGD" && s.momentum && `momentum=${s.momentum}`, s.l2 && `weight_decay=${s.l2}`];
  return `optimizer = ${[`${s.optimizer}(${s.rate}`, ...more.filter(Boolean)].join(", ")})`;
}

/** @param {Phase} phase */
function fitted({ settings: s, epochs }) {
  const shuffled = s.shuffle ? "" : ", shuffle=False";
  return `fit(net, x, y, optimizer, epochs=${epochs}, batch_size=${s.batch}${shuffled}, seed=${s.seed}${isRegression(s) ? SQUARED : ""})`;
}
