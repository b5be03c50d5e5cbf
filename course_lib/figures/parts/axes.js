/** What a graph in SVG stands in: a frame, its axes, and numbers along its edges. */
import { across, upwards } from "../paint/graph.js";
import { round } from "../paint/ticks.js";
import { svg } from "./dom.js";

/** @import { Frame } from "../paint/graph.js" */

const MOST = 6; // numbers on an axis
const EDGE = 0.8; // of the height: beyond it a number would meet those of the other axis

/** Draw them. @param {Frame} frame @returns {SVGElement[]} */
export function axes(frame) {
  const { from, to, top, width, height } = frame;
  const zero = from < 0 ? `M${across(frame, 0)} 0v${height}` : "";
  const tick = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ anchor, /** @type {string} */ text) =>
    svg("text", { x, y, class: "cf-tick", "text-anchor": anchor }, text);
  return [
    svg("rect", { width, height }),
    svg("path", { d: `M0 ${upwards(frame, 0)}h${width}${zero}` }),
    ...round([from, to], MOST).map(({ value, text }) => {
      const [anchor, aside] = value > from ? (value < to ? ["middle", 0] : ["end", -5]) : ["start", 5];
      return tick(across(frame, value) + aside, height - 5, anchor, text);
    }),
    ...round([-top, top], MOST)
      .filter(({ value }) => value && Math.abs(value) < EDGE * top) // 0 is where the axis is
      .map(({ value, text }) => tick(5, upwards(frame, value) + 4, "start", text)),
  ];
}
