/**
 * Universal approximation, by hand: a target on [0, 1], the network that course_lib.approximation
 * builds for it, and the largest error against the number of pieces q, on logarithmic scales. Two ways
 * fail: a polynomial g, and no biases. The model holds `target`, `kind`, `n` and `drawn`, the heights
 * of one's own target at equal distances.
 */
import { across, graph, upwards } from "../../paint/graph.js";
import { axes } from "../../parts/axes.js";
import { arrow, labelled, pointed, select, slider } from "../../parts/controls.js";
import { html, say, svg } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { BY_HAND, KINDS, TARGETS, TARGET_NAMES, build, joined, largestError, told } from "./by_hand.js";
import { errors } from "./errors.js";

/** @import { Model } from "../../types.js" */
/** @import { Kind, Target } from "./by_hand.js" */

/** @typedef {{ target: Target, kind: Kind, q: number, drawn: number[] }} State */

const FRAME = { from: 0, to: 1, top: 1.5, width: 400, height: 240 };

const RULES = `
.cf-approx svg { overflow: visible !important; }
.cf-approx path { fill: none; stroke: var(--cf-soft); }
.cf-approx path[data-kind] { stroke-width: 1.5; }
.cf-approx [data-lit] { stroke: var(--cf-blue); stroke-width: 3.5 !important; }
.cf-approx .cf-target { stroke: var(--cf-text); stroke-width: 2; stroke-dasharray: 6 4; }
.cf-approx .cf-unit { stroke: var(--cf-orange); opacity: .6; }
.cf-approx circle { fill: var(--cf-orange); }
.cf-approx rect { fill: none; stroke: var(--cf-line); }
.cf-approx svg[tabindex] { cursor: crosshair; touch-action: none; }
.cf-approx .cf-bar { align-items: end; }
.cf-approx label { display: grid; gap: .2rem; }
@container (min-width: 46rem) { .cf-approx { grid-template-columns: 1fr 1fr; } .cf-approx > .cf-bar, .cf-approx > p { grid-column: 1 / -1; } }
`;

/** @extends {Figure<State>} */
class Approximation extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Universal approximation by hand", ["target", "kind", "q", "drawn"]);
    this.point = 0; // of one's own target, for the keyboard
    this.target = select("target", TARGET_NAMES, (value) => this.put({ target: /** @type {Target} */ (value) }));
    /** @type {[string, string][]} */
    const kinds = Object.entries(KINDS).map(([kind, [name]]) => [kind, name]);
    this.kind = select("units", kinds, (value) => this.put({ kind: /** @type {Kind} */ (value) }));
    this.q = slider("pieces q", { min: 2, max: 128 }, (q) => this.put({ q }));
    const draw = (/** @type {PointerEvent} */ event) => {
      if (this.model.get("target") === "own" && event.buttons) this.pull(event);
    };
    this.picture = svg("svg", { viewBox: `0 0 ${FRAME.width} ${FRAME.height}`, onpointerdown: draw, onpointermove: draw, onkeydown: (event) => this.press(event) });
    this.errors = errors();
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.show(
      "cf-approx",
      html("div", { class: "cf-bar" }, labelled("target", this.target), labelled("units", this.kind), labelled("pieces q", this.q)),
      html("figure", {}, this.picture, html("figcaption", {}, "Target dashed, network blue; orange: what each unit adds, where it is set by hand and there are at most 16.")),
      html("figure", {}, this.errors.el, html("figcaption", {}, "Largest error against q, both logarithmic.")),
      this.text,
    );
  }

  /** Set a point of one's own target. @param {number} i @param {number} y its height */
  place(i, y) {
    this.point = i;
    const drawn = this.model.get("drawn");
    const height = Math.max(-FRAME.top, Math.min(FRAME.top, Math.round(y * 100) / 100));
    this.put({ drawn: drawn.map((old, k) => (k === i ? height : old)) });
    this.draw(); // the point has moved, perhaps, where no height has changed
  }

  /** @param {PointerEvent} event */
  pull(event) {
    const [x, y] = pointed(event);
    const last = this.model.get("drawn").length - 1;
    this.place(Math.max(0, Math.min(last, Math.round(((x + 1) / 2) * last))), FRAME.top * y);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const way = this.model.get("target") === "own" && arrow(event);
    if (!way) return;
    const drawn = this.model.get("drawn");
    const i = Math.max(0, Math.min(drawn.length - 1, this.point + way[0]));
    this.place(i, drawn[i] + way[1] / 10);
  }

  draw() {
    const { target, kind, q, drawn } = this.values();
    const f = target === "own" ? joined(drawn) : TARGETS[target];
    const net = build(kind, f, q);
    this.target.value = target;
    this.kind.value = kind;
    this.q.value = String(q);
    const parts = BY_HAND.has(kind) && net.units.length <= 16 ? net.units.map((unit) => svg("path", { class: "cf-unit", d: graph(FRAME, unit) })) : [];
    const points = drawn.map((y, i) => svg("circle", { cx: across(FRAME, i / (drawn.length - 1)), cy: upwards(FRAME, y), r: i === this.point ? 7 : 4 }));
    this.picture.replaceChildren(
      ...axes(FRAME),
      ...parts,
      svg("path", { "data-lit": true, d: graph(FRAME, net.at) }),
      svg("path", { class: "cf-target", d: graph(FRAME, f) }),
      ...(target === "own" ? points : []),
    );
    const error = largestError(net.at, f);
    const shown = `q = ${q}: the largest error is ${error.toPrecision(3)}.`;
    say(this.text, `${shown} ${told(kind, q)}`);
    this.errors.show(kind, q, f, error);
    this.name(target, drawn, shown);
  }

  /** Say what the picture is: a slider where one draws, else an image. @param {Target} target @param {number[]} drawn @param {string} shown */
  name(target, drawn, shown) {
    const height = drawn[this.point];
    const slider = { tabindex: 0, role: "slider", "aria-label": "your target: arrows choose a point and move it", "aria-valuenow": height, "aria-valuetext": `point ${this.point + 1} of ${drawn.length}, height ${height}` };
    const image = { role: "img", "aria-label": `${new Map(TARGET_NAMES).get(target)}, and the network. ${shown}` };
    for (const name of ["tabindex", "aria-valuenow", "aria-valuetext"]) this.picture.removeAttribute(name);
    for (const [name, value] of Object.entries(target === "own" ? slider : image)) this.picture.setAttribute(name, String(value));
  }
}

export default hosted("approximation", RULES, Approximation);
