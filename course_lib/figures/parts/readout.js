/** The values of a curve where somebody points, or where the arrow keys have led, in its caption. */
import { arrow } from "./controls.js";
import { html, say } from "./dom.js";
import { short } from "./words.js";

/** @import { Run } from "../engine/run.js" */
/** @import { Curve } from "../paint/curves.js" */

const BY = 0.02; // of the width, an arrow key

/** Put a curve and its caption together. @param {Curve} curve @param {(run: Run) => string} usual caption @param {() => void} redraw */
export function readOut(curve, usual, redraw) {
  const { canvas, what } = curve;
  const caption = html("figcaption", { "aria-live": "polite" });
  canvas.tabIndex = 0;
  const point = (/** @type {number | null} */ share) => {
    curve.pointer = share;
    redraw();
  };
  canvas.addEventListener("pointermove", ({ offsetX }) => point(offsetX / canvas.clientWidth));
  for (const name of ["pointerleave", "blur"]) canvas.addEventListener(name, () => point(null));
  canvas.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (way) point(Math.max(0, Math.min(1, (curve.pointer ?? 1) + BY * way[0])));
  });
  return {
    el: html("figure", {}, canvas, caption),
    /** @param {Run} run whose curve it is */
    tell(run) {
      const here = curve.pointed(run);
      const held = here?.test ? `, of held-out points ${short(here.test[what])}` : "";
      say(caption, here ? `Step ${here.step}: ${what} ${short(here.train[what])}${held}.` : usual(run));
    },
  };
}
