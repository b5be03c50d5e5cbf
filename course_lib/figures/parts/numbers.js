/** The numbers of a run, by name, and what is wrong with it if something is. */
import { html, say } from "./dom.js";
import { percent, short } from "./words.js";

/** @import { Run } from "../engine/run.js" */
/** @import { Score } from "../types.js" */

export const NUMBERS = `
.cf .cf-numbers { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
.cf-numbers div { display: flex; gap: .35rem; }
.cf-numbers div[hidden] { display: none; }
.cf-numbers dt { color: var(--cf-soft); font-weight: 400; }
.cf-numbers dd { font-weight: 700; font-variant-numeric: tabular-nums; }
.cf-trouble:not(:empty) { padding: .5rem .75rem; border-left: 4px solid var(--cf-orange); background: var(--cf-raised); }
`;

/** @typedef {[name: string, (run: Run) => string | number | null]} NumberRow   null hides both */

/** What is measured of some points: of classes loss and accuracy, of targets the mean squared error. @param {"train" | "test"} part @param {string} name @returns {NumberRow[]} */
const measured = (part, name) => {
  const row = (/** @type {string} */ what, /** @type {keyof Score} */ score, /** @type {number} */ outputs) =>
    /** @type {NumberRow} */ ([name + what, ({ net, now: { [part]: at } }) => (at && net.outputs === outputs ? short(at[score]) : null)]);
  return [row("loss", "loss", 2), row("mean squared error", "loss", 1), row("accuracy", "accuracy", 2)];
};

/** Each name and its number. @type {NumberRow[]} */
const ROWS = [
  ["step", ({ now }) => now.step],
  ["epoch", ({ epochs }) => epochs],
  ...measured("train", ""),
  ...measured("test", "test "),
  ["parameters", ({ net }) => net.nParameters],
];

/** For a reader who has not met the loss yet: the share of points that are right. @type {NumberRow[]} */
const PLAIN = [["right", ({ now }) => percent(now.train.accuracy)]];

/** Say in words where a run stands. @param {Run} run @param {boolean} plain */
export function summary({ net, now, steps }, plain) {
  const { accuracy, loss } = now.train;
  if (plain) return `step ${steps}: ${percent(accuracy)} right`;
  return `step ${steps}, ${net.outputs > 1 ? `loss ${short(loss)}, accuracy ${short(accuracy)}` : `mean squared error ${short(loss)}`}`;
}

/** Make the list of numbers; `show` brings it up to date. @param {boolean} plain */
export function numbers(plain) {
  const rows = (plain ? PLAIN : ROWS).map(([name, of]) => {
    const dd = html("dd");
    return { of, dd, row: html("div", {}, html("dt", {}, name), dd) };
  });
  const trouble = html("p", { class: "cf-trouble", role: "alert" });
  return {
    parts: [html("dl", { class: "cf-numbers" }, ...rows.map(({ row }) => row)), trouble],
    /** @param {Run} run */
    show(run) {
      for (const { of, dd, row } of rows) {
        const value = of(run);
        row.hidden = value === null;
        say(dd, String(value));
      }
      const tooLong = `The loss is no longer a number at step ${run.steps}: the steps are too long. Rewind, and try a smaller learning rate.`;
      const settled = "Training gets no further: in 100 epochs the loss has fallen by less than a thousandth.";
      say(trouble, run.diverged ? tooLong : run.settled ? settled : "");
    },
  };
}
