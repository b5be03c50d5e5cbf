/** One's own points: drawn on the left picture by pointer and by keyboard, pasted, downloaded. */
import { readPoints, toCsv } from "../../engine/points.js";
import { LIMITS } from "../../engine/settings.js";
import { arrow, button, labelled, pointed, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";

/** @import { Player } from "../../parts/player.js" */
/** @import { Change, Row, Settings } from "../../types.js" */

const HELP = "Click or touch the left picture. By keyboard: go to the picture, move the cross with the arrow keys, then press Enter.";

/** Make the fields. @param {Change} change @param {Player} player whose left picture is drawn on @param {() => Row[]} points those of its run */
export function ownPoints(change, player, points) {
  /** @type {Settings} */
  let settings;
  const brush = select("a click or Enter", [["1", "adds class 1"], ["0", "adds class 0"], ["erase", "erases"]]);
  const text = html("textarea", { "aria-label": "points, one “x, y, class” a line, or JSON", spellcheck: "false" });
  const trouble = html("p", { role: "alert" });
  const paste = () => {
    const { points, error } = readPoints(text.value);
    say(trouble, error ?? "");
    if (points) change({ data: "own", points });
  };
  const el = html(
    "details",
    {},
    html("summary", {}, "My own points"),
    labelled("a click or Enter", brush),
    html("p", { class: "cf-soft" }, HELP),
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

  /** Add a point here, or erase the nearest. @param {number} x @param {number} y */
  function touch(x, y) {
    const points = [...settings.points];
    if (brush.value === "erase") {
      const far = (/** @type {Row} */ [px, py]) => Math.hypot(px - x, py - y);
      const nearest = points.reduce((best, p, i) => (far(p) < far(points[best]) ? i : best), 0);
      if (points.length > 1) points.splice(nearest, 1);
    } else if (points.length < LIMITS.points) {
      points.push([Number(x.toFixed(3)), Number(y.toFixed(3)), Number(brush.value)]);
    }
    change({ points });
  }

  drawnOn(player, () => settings.data === "own", touch);
  return {
    el,
    /** @param {Settings} next */
    show(next) {
      settings = next;
      const { canvas } = player.boundary;
      canvas.parentElement?.classList.toggle("cf-own", next.data === "own");
      canvas.tabIndex = next.data === "own" ? 0 : -1;
    },
  };
}

/**
 * Let the left picture be touched, by pointer and by a cross that the arrow keys move.
 * @param {Player} player
 * @param {() => boolean} editable
 * @param {(x: number, y: number) => void} touch
 */
function drawnOn(player, editable, touch) {
  const { boundary } = player;
  const { canvas } = boundary;
  const cursor = [0, 0];
  canvas.addEventListener("pointerdown", (event) => {
    const [x, y] = pointed(event);
    if (editable()) touch(x * player.run.reach, y * player.run.reach);
  });
  canvas.addEventListener("keydown", (event) => {
    if (!editable()) return;
    const way = arrow(event);
    if (way) {
      const by = player.run.reach / 20;
      way.forEach((d, i) => (cursor[i] = Math.max(-20 * by, Math.min(20 * by, cursor[i] + d * by))));
      boundary.paint(player.run);
    } else if (["Enter", " "].includes(event.key)) {
      event.preventDefault();
      touch(cursor[0], cursor[1]);
    }
  });
  for (const name of ["focus", "blur"]) canvas.addEventListener(name, () => boundary.paint(player.run));
  boundary.cursor = (c, pixel) => {
    if (document.activeElement !== canvas || !editable()) return;
    const [x, y] = [pixel(cursor[0]), pixel(-cursor[1])];
    c.strokeStyle = boundary.colours.ink;
    c.lineWidth = 3;
    c.strokeRect(x - 14, y, 28, 0);
    c.strokeRect(x, y - 14, 0, 28);
  };
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
