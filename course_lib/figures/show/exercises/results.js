/** What has come out of each exercise, in a table of seven. */
import { html, say } from "../../parts/dom.js";
import { short } from "../../parts/words.js";
import { EXERCISES } from "./seven.js";

/** @typedef {{ seed: number, accuracies: number[], said: boolean }} Result   whether it had been said before */

/** Make the table; `show` brings it up to date. */
export function resultsTable() {
  const rows = EXERCISES.map(({ title }, i) => {
    const cells = [html("td"), html("td", { class: "cf-number" }), html("td", { class: "cf-number" })];
    return { cells, row: html("tr", {}, html("th", { scope: "row" }, `${i + 1}. ${title}`), ...cells) };
  });
  const names = ["exercise", "you said so", "accuracy", "seed"].map((name) => html("th", { scope: "col" }, name));
  const table = html("table", {}, html("caption", {}, "Your seven results"), html("thead", {}, html("tr", {}, ...names)), html("tbody", {}, ...rows.map(({ row }) => row)));
  return {
    el: html("div", { class: "cf-results" }, table),
    /** @param {Record<number, Result>} results by the exercise's number */
    show(results) {
      rows.forEach(({ cells }, i) => {
        const result = results[i + 1];
        const texts = result ? [result.said ? "yes" : "no", result.accuracies.map(short).join(" and "), String(result.seed)] : ["–", "–", "–"];
        texts.forEach((text, k) => say(cells[k], text));
      });
    },
  };
}
