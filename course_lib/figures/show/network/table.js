/** The product of matrices of a step: a row for each sending unit, a column for each receiving one; below, bias, sum and what g makes of it. */
import { button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { SUPERSCRIPTS, places, two } from "./forward.js";

/** @import { Child } from "../../parts/dom.js" */
/** @import { Chosen, Layer, Net } from "./forward.js" */

/** Make the table; `show` fills it for a step. @param {(...chosen: Chosen) => void} choose */
export function table(choose) {
  const el = html("table");
  let shown = -1; // the step whose rows these are
  /** What stands before each row. @type {HTMLElement[]} */
  let heads = [];
  /** Buttons of weights, row by row. @type {HTMLButtonElement[][]} */
  let entries = [];
  /** Cells of the two last rows. @type {HTMLTableCellElement[][]} */
  let results = [];

  /** Make the rows of step k. @param {Net} net @param {number} k */
  function build({ sizes, activations, biases }, k) {
    const m = sizes[k + 1];
    const cells = (/** @type {(j: number) => Child[]} */ inside) => Array.from({ length: m }, (_, j) => html("td", {}, ...inside(j)));
    const row = (/** @type {HTMLElement} */ head, /** @type {HTMLElement[]} */ row) => html("tr", {}, head, ...row);
    const head = (text = "") => html("th", { scope: "row" }, text);
    const rows = sizes[k] + (biases[k] ? 1 : 0);
    heads = Array.from({ length: rows }, () => head());
    entries = heads.map((_, i) => Array.from({ length: m }, (_, j) => button("", () => choose(k + 1, j, i))));
    results = [cells(() => []), cells(() => [])];
    const columns = Array.from({ length: m }, (_, j) => html("th", { scope: "col" }, `to ${j + 1}`));
    const name = `${k ? `h${SUPERSCRIPTS[k]}` : "x"} · W${SUPERSCRIPTS[k + 1]}`;
    el.replaceChildren(
      html("tr", {}, html("th", { scope: "col" }, name), ...columns),
      ...heads.map((head, i) => row(head, cells((j) => [entries[i][j]]))),
      row(head("sum"), results[0]),
      row(head(activations[k] ?? "no g"), results[1]),
    );
  }

  return {
    el,
    /** Go to the weight that is chosen. */
    focus() {
      entries.flat().find((entry) => entry.getAttribute("aria-pressed") === "true")?.focus();
    },
    /** @param {Net & { chosen: Chosen }} net @param {Layer[]} all @param {number} k the step */
    show(net, all, k) {
      if (shown !== k) build(net, k);
      shown = k;
      const { sizes, biases, theta, chosen } = net;
      const { weights, bias } = places(sizes, biases)[k];
      const m = sizes[k + 1];
      const chosenHere = chosen[0] === k + 1;
      const light = (/** @type {Element | null} */ cell, /** @type {number} */ j) => cell?.toggleAttribute("data-lit", chosenHere && chosen[1] === j);
      entries.forEach((row, i) => {
        const last = i === sizes[k];
        say(heads[i], last ? "1 · b" : `${two(all[k].h[i])} ·`);
        row.forEach((entry, j) => {
          const value = two(theta[last ? bias + j : weights + i * m + j]);
          const on = chosenHere && chosen[1] === j && chosen[2] === i;
          const first = (!chosenHere || chosen[2] < 0) && i === 0 && j === 0;
          light(entry.parentElement, j);
          say(entry, value);
          entry.setAttribute("aria-pressed", String(on));
          entry.setAttribute("aria-label", `${last ? "bias" : `weight from ${i + 1}`} to ${j + 1}: ${value}`);
          entry.tabIndex = on || first ? 0 : -1;
        });
      });
      const { z, h } = all[k + 1];
      [z, h].forEach((values, row) =>
        results[row].forEach((cell, j) => {
          light(cell, j);
          say(cell, two(values[j]));
        }),
      );
    },
  };
}
