/** The Python that does what a figure does: a text. */
import { tidy } from "../engine/settings.js";

/** @import { Settings } from "../types.js" */

/** Write the course_lib program of this run. @param {Settings} settings @param {number} epochs */
export function python(settings, epochs) {
  const s = tidy(settings);
  const sgd = s.optimizer === "SGD";
  const names = s.data === "own" ? "" : ", datasets";
  const lines = [`from course_lib import MLP, ${s.optimizer}${names}, fit`];
  if (s.data === "own" || s.test) lines.unshift("import numpy as np");
  lines.push("");
  if (s.data === "own") {
    lines.push(`points = np.array(${JSON.stringify(s.points)})`);
    lines.push("x, y = points[:, :2], points[:, 2].astype(int)");
  } else {
    const settingsOf = {
      spiral: `${s.n}, noise=${s.noise}, seed=${s.data_seed}`,
      circle: `${s.n}, seed=${s.data_seed}`,
      simple: "",
    };
    lines.push(`x, y = datasets.${s.data}(${settingsOf[s.data]})`);
  }
  if (s.test) {
    lines.push(`order = np.random.default_rng(${s.data_seed}).random(len(x)).argsort()`);
    lines.push(`test, train = np.split(order, [round(${s.test} * len(x))])`);
    lines.push("(x_test, y_test), (x, y) = (x[test], y[test]), (x[train], y[train])");
  }
  const same = s.activations.every((name) => name === s.activations[0]);
  const g = same ? `"${s.activations[0] ?? "tanh"}"` : `[${s.activations.map((a) => `"${a}"`).join(", ")}]`;
  lines.push(`net = MLP([${[2, ...s.hidden, 2].join(", ")}], activation=${g}, seed=${s.seed})`);
  const more = [sgd && s.momentum && `momentum=${s.momentum}`, s.l2 && `weight_decay=${s.l2}`];
  lines.push(`optimizer = ${[`${s.optimizer}(${s.rate}`, ...more.filter(Boolean)].join(", ")})`);
  const shuffled = s.shuffle ? "" : ", shuffle=False";
  lines.push(`fit(net, x, y, optimizer, epochs=${epochs}, batch_size=${s.batch}${shuffled}, seed=${s.seed})`);
  lines.push("print(net.loss(x, y), net.accuracy(x, y))");
  if (s.test) lines.push("print(net.loss(x_test, y_test), net.accuracy(x_test, y_test))");
  return lines.join("\n") + "\n";
}
