/** The largest error against the number of pieces q, of every kind of units, both logarithmic. */
import { svg } from "../../parts/dom.js";
import { inPieces } from "../../parts/pieces.js";
import { BY_HAND, KINDS, build, largestError } from "./by_hand.js";

/** @import { Fn, Kind } from "./by_hand.js" */

export const COUNTS = [2, 4, 8, 16, 32, 64, 128];
const [WIDTH, HEIGHT] = [400, 240];
const [LEFT, ACROSS] = [52, WIDTH - 117]; // where the errors are drawn, and how wide

/** From 2 … 128 pieces to the picture. @param {number} q */
const x = (q) => LEFT + (ACROSS * Math.log2(q / 2)) / 6;

/** From errors of 2 down to 0.00005 to the picture. @param {number} error */
const y = (error) => 12 + ((HEIGHT - 40) * Math.log10(2 / Math.max(5e-5, Math.min(2, error)))) / Math.log10(4e4);

/**
 * Measure, in pieces, the error of each kind for each count; more units do not help those that are not set by hand.
 * @param {Fn} f
 */
function* measure(f) {
  /** @type {{ kind: Kind, measured: number[] }[]} */
  const all = [];
  const error = (/** @type {Kind} */ kind, /** @type {number} */ count) => largestError(build(kind, f, count).at, f);
  for (const kind of /** @type {Kind[]} */ (Object.keys(KINDS))) {
    all.push({ kind, measured: BY_HAND.has(kind) ? COUNTS.map((count) => error(kind, count)) : Array(COUNTS.length).fill(error(kind, 2)) });
    yield;
  }
  return all;
}

/** Make the picture; `show` draws the errors for a target. */
export function errors() {
  const el = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const frame = () => [
    svg("rect", { x: LEFT, y: 12, width: ACROSS, height: HEIGHT - 40 }),
    ...[1, 0.1, 0.01, 0.001, 0.0001].map((power) => svg("text", { x: LEFT - 5, y: y(power) + 4, "text-anchor": "end" }, power)),
    ...[2, 8, 32, 128].map((count) => svg("text", { x: x(count), y: HEIGHT - 10, "text-anchor": "middle" }, count)),
  ];
  /** The target that was measured last. @type {Fn | null} */
  let known = null;
  /** @type {{ kind: Kind, measured: number[] }[]} */
  let all = [];
  let leaveOff = () => {};

  /** @param {Kind} kind that is lit @param {number} q @param {number} error */
  function draw(kind, q, error) {
    const curves = all.map(({ kind: name, measured }) => {
      const [, dash, short] = KINDS[name];
      const last = measured[measured.length - 1];
      const d = measured.map((e, i) => `${i ? "L" : "M"}${x(COUNTS[i])} ${y(e)}`).join("");
      const line = svg("path", { d, "data-kind": name, "data-lit": name === kind, "stroke-dasharray": dash });
      return { short, end: y(last), line, told: `${short} ${last.toPrecision(2)}` };
    });
    const told = curves.map((curve) => curve.told).join(", ");
    let free = 0; // names stand below each other, in the order of their curves' ends
    const lines = curves.sort((a, b) => a.end - b.end).flatMap(({ short, end, line }) => {
      free = Math.max(end + 4, free + 15);
      return [line, svg("text", { x: WIDTH - 60, y: free }, short)];
    });
    el.replaceChildren(...frame(), ...lines, svg("circle", { cx: x(q), cy: y(error), r: 6 }));
    el.setAttribute("aria-label", `The largest error against q. At q = 128: ${told}`);
  }

  return {
    el,
    /** @param {Kind} kind that is lit @param {number} q @param {Fn} f @param {number} error its error */
    show(kind, q, f, error) {
      leaveOff();
      if (f === known) return draw(kind, q, error);
      leaveOff = inPieces(measure(f), (measured) => {
        [all, known] = [measured, f];
        draw(kind, q, error);
      }, { later: !known });
    },
  };
}
