/** The network as a drawing: units, and all lines of each step. */
import { svg } from "../../parts/dom.js";
import { grouped, layerName } from "./counting.js";

/** @import { Step } from "./counting.js" */

const WIDTH = 620;
const HEIGHT = 330;
const SHOWN = 9; // more units than this are drawn as the first and last few, with dots between

/** Make the drawing; `show` draws a network into it. */
export function drawing() {
  const el = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  return {
    el,
    /** @param {number[]} sizes @param {Step[]} all @param {number} total */
    show(sizes, all, total) {
      const columns = columnsOf(sizes);
      const layers = columns.flatMap((column, layer) => marksOf(column, layer, sizes, all[layer]?.bias));
      el.replaceChildren(...linesOf(columns, all), ...layers);
      const words = `A fully connected network with layers of ${sizes.join(", ")} units and ${total} parameters`;
      el.setAttribute("aria-label", words);
    },
    /** Light the lines of a step, and no others. @param {number} step */
    light(step) {
      for (const path of el.querySelectorAll("path")) {
        path.toggleAttribute("data-lit", Number(path.dataset.step) === step);
      }
    },
  };
}

/** @typedef {{ x: number, ys: number[] }} Column   where the units of a layer stand */

/** @param {number[]} sizes @returns {Column[]} */
function columnsOf(sizes) {
  const gap = (WIDTH - 90) / (sizes.length - 1);
  return sizes.map((units, layer) => ({ x: 45 + layer * gap, ys: heights(units) }));
}

/** Draw all lines of a step as one path, those of its bias as another. @param {Column[]} columns @param {Step[]} all */
function linesOf(columns, all) {
  return all.flatMap((step, i) => {
    const [from, to] = [columns[i], columns[i + 1]];
    const lines = from.ys.flatMap((a) => to.ys.map((b) => `M${from.x} ${a}L${to.x} ${b}`));
    const paths = [svg("path", { d: lines.join(""), "data-step": i })];
    if (step.bias) {
      const fan = to.ys.map((b) => `M${from.x} 28L${to.x} ${b}`);
      paths.push(svg("path", { class: "cf-bias", d: fan.join(""), "data-step": i }));
    }
    return paths;
  });
}

/**
 * Draw the units of a layer, and below them how many they are.
 * @param {Column} column @param {number} layer @param {number[]} sizes @param {boolean} [bias]
 */
function marksOf({ x, ys }, layer, sizes, bias) {
  const radius = Math.min(12, 0.34 * (ys.length > 1 ? ys[1] - ys[0] : 40));
  const hidden = sizes[layer] > ys.length;
  const one = [svg("rect", { x: x - 11, y: 17, width: 22, height: 22, rx: 3 }), svg("text", { x, y: 33 }, "1")];
  const units = ys.flatMap((y, unit) => {
    if (!hidden || unit !== (SHOWN - 1) / 2) return [svg("circle", { cx: x, cy: y, r: radius })];
    return [-8, 0, 8].map((d) => svg("circle", { class: "cf-dot", cx: x, cy: y + d, r: 2.2 }));
  });
  return [
    ...(bias ? one : []),
    ...units,
    svg("text", { x, y: HEIGHT - 22 }, grouped(sizes[layer])),
    svg("text", { class: "cf-small", x, y: HEIGHT - 4 }, layerName(layer, sizes.length)),
  ];
}

/** Find where the units of a layer stand; at most SHOWN places. @param {number} units */
function heights(units) {
  const places = Math.min(units, SHOWN);
  const [top, bottom] = [62, HEIGHT - 52];
  const gap = Math.min(42, (bottom - top) / Math.max(1, places - 1));
  const first = (top + bottom) / 2 - (gap * (places - 1)) / 2;
  return Array.from({ length: places }, (_, i) => first + i * gap);
}
