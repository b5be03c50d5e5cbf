/** One's own points: drawn on the large picture (see drawing.js), pasted, downloaded. */
import { readPoints, toCsv } from "../../engine/points.js";
import { button, labelled, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";

/** @import { Change, Row } from "../../types.js" */

const HELP = [
  "On the plane a click adds a point; with shift, of the other class. Drag a point to move it, drag beside the points to add many; the right button erases.",
  "A tap adds a point, or takes one up: then drag it.",
  "By keyboard: go to the plane, move the cross with the arrow keys, then press Enter, or Delete.",
];

/** Make the fields. @param {Change} change @param {() => Row[]} points those of the run */
export function pointsPanel(change, points) {
  const brush = select("a click or Enter", [["1", "adds class 1"], ["0", "adds class 0"], ["erase", "erases"]]);
  brush.value = "1";
  const text = html("textarea", { "aria-label": "points, one “x, y, class” a line, or JSON", spellcheck: "false" });
  const trouble = html("p", { role: "alert" });
  const paste = () => {
    const { points, error } = readPoints(text.value);
    say(trouble, error ?? "");
    if (points) change({ data: "own", points });
  };
  const el = html(
    "fieldset",
    {},
    html("legend", {}, "Points"),
    labelled("a click or Enter", brush),
    ...HELP.map((sentence) => html("p", { class: "cf-soft" }, sentence)),
    text,
    html(
      "div",
      { class: "cf-bar" },
      button("use these points", paste),
      button("erase all but two", () => change({ data: "own", points: [[-1, 0, 0], [1, 0, 1]] })),
      button("download CSV", () => download("points.csv", toCsv(points()))),
      button("download JSON", () => download("points.json", JSON.stringify(points()))),
    ),
    trouble,
  );
  return { el, show() {}, brush: () => brush.value };
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
