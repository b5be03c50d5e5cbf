/** The network as a picture: units that hold numbers, lines as thick as their weights. */
import { svg } from "../../parts/dom.js";
import { places, two } from "./forward.js";

/** @import { Chosen, Layer, Net } from "./forward.js" */

const [WIDTH, HEIGHT, R] = [420, 400, 20];

/**
 * Draw the network once; `show` writes its numbers into it.
 * @param {Pick<Net, "sizes" | "biases">} net
 * @param {(...chosen: Chosen) => void} choose
 */
export function picture({ sizes, biases }, choose) {
  const gap = (WIDTH - 2 * (R + 8)) / (sizes.length - 1);
  const x = (/** @type {number} */ layer) => R + 8 + layer * gap;
  const y = (/** @type {number} */ layer, /** @type {number} */ unit) => 55 + (HEIGHT - 75) * ((unit + 0.5) / sizes[layer]);
  const units = sizes.map((n, layer) =>
    Array.from({ length: n }, (_, unit) => {
      const text = svg("text", { x: x(layer), y: y(layer, unit) + 5 });
      const circle = svg("circle", { cx: x(layer), cy: y(layer, unit), r: R });
      return { text, el: svg("g", { role: "button", onclick: () => choose(layer, unit, -1) }, circle, text) };
    }),
  );
  const lines = places(sizes, biases).flatMap(({ weights, bias }, k) => {
    const [n, m] = [sizes[k], sizes[k + 1]];
    return Array.from({ length: (n + (biases[k] ? 1 : 0)) * m }, (_, at) => {
      const [from, unit] = [Math.floor(at / m), at % m];
      const ends = { x1: x(k), y1: from === n ? 22 : y(k, from), x2: x(k + 1), y2: y(k + 1, unit) };
      const line = svg("line", { ...ends, onclick: () => choose(k + 1, unit, from) });
      return { line, layer: k + 1, unit, from, at: from === n ? bias + unit : weights + from * m + unit };
    });
  });
  const ones = biases.flatMap((biased, k) => {
    const [square, one] = [svg("rect", { x: x(k) - 12, y: 10, width: 24, height: 24, rx: 3 }), svg("text", { x: x(k), y: 27 }, "1")];
    return biased ? [square, one] : [];
  });
  const label = `Layers of ${sizes.join(", ")} units: the arrows lead from one unit to the next`;
  const el = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": label });
  el.append(...lines.map(({ line }) => line), ...ones, ...units.flat().map((unit) => unit.el));
  return {
    el,
    /** @param {number} layer @param {number} unit */
    focus(layer, unit) {
      units[layer][unit].el.focus();
    },
    /** @param {Net & { chosen: Chosen }} net @param {Layer[]} all */
    show({ theta, chosen: [layer, unit, from] }, all) {
      for (const { line, at, ...end } of lines) {
        line.toggleAttribute("data-minus", theta[at] < 0);
        line.toggleAttribute("data-lit", end.layer === layer && end.unit === unit && (from < 0 || from === end.from));
        line.style.strokeWidth = String(0.8 + 2.2 * Math.min(2, Math.abs(theta[at])));
      }
      units.forEach((row, l) =>
        row.forEach(({ el, text }, u) => {
          const lit = l === layer && u === unit;
          const held = two(all[l].h[u]);
          text.textContent = held;
          el.toggleAttribute("data-lit", lit);
          el.setAttribute("tabindex", lit ? "0" : "-1");
          const name = l === 0 ? "input" : l === sizes.length - 1 ? "output" : `hidden ${l},`;
          el.setAttribute("aria-label", `${name} unit ${u + 1}: ${held}`);
        }),
      );
    },
  };
}
