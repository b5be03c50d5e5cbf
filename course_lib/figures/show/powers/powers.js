/**
 * Why "not a polynomial" is enough: two units make x, three x², four x³, as the `step` between their
 * weights shrinks, until rounding spoils it. The model also holds the function (`kind`), the power `r` and the bias `b`.
 */
import { graph } from "../../paint/graph.js";
import { axes } from "../../parts/axes.js";
import { labelled, select, slider } from "../../parts/controls.js";
import { html, say, svg } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { KINDS, idea, powers, show, told } from "./differences.js";

/** @import { Model } from "../../types.js" */
/** @import { Frame } from "../../paint/graph.js" */
/** @import { Kind } from "./differences.js" */

/** @typedef {{ kind: Kind, r: number, step: number, b: number }} State */

const UNITS = { from: -2, to: 2, top: 3.2, width: 400, height: 180 };
const POWER = { ...UNITS, top: 4.5 };

const RULES = `
.cf-powers svg { overflow: visible !important; }
.cf-powers path { fill: none; stroke: var(--cf-soft); }
.cf-powers .cf-sum { stroke: var(--cf-blue); stroke-width: 3.5; }
.cf-powers .cf-target { stroke: var(--cf-text); stroke-width: 2; stroke-dasharray: 6 4; }
.cf-powers .cf-unit { stroke: var(--cf-orange); stroke-width: 2; }
.cf-powers rect { fill: none; stroke: var(--cf-line); }
.cf-powers .cf-bar { align-items: end; }
.cf-powers label { display: grid; gap: .2rem; }
@container (min-width: 46rem) { .cf-powers { grid-template-columns: 1fr 1fr; } .cf-powers > .cf-bar, .cf-powers > p { grid-column: 1 / -1; } }
`;

/** @extends {Figure<State>} */
class Powers extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Powers of x out of a few units", ["kind", "r", "step", "b"]);
    /** @type {[string, string][]} */
    const kinds = Object.entries(KINDS).map(([kind, [name]]) => [kind, name]);
    this.kind = select("function g", kinds, (kind) => this.put({ kind: /** @type {Kind} */ (kind) }));
    this.r = select("power", [[1, "x: two units"], [2, "x²: three units"], [3, "x³: four units"]], (r) => this.put({ r: Number(r) }));
    this.step = slider("step Δ", { min: -8, max: 0, step: 0.25 }, (power) => this.put({ step: 10 ** power }));
    this.b = slider("bias b", { min: -2, max: 2, step: 0.1 }, (b) => this.put({ b: Math.round(10 * b) / 10 }));
    this.shown = { step: html("span"), b: html("span") }; // the sliders' names, with their numbers
    this.idea = html("p", { class: "cf-idea" });
    this.units = picture();
    this.power = picture();
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.show(
      "cf-powers",
      this.idea,
      html("div", { class: "cf-bar" }, labelled("function g", this.kind), labelled("power", this.r), html("label", {}, this.shown.step, this.step), html("label", {}, this.shown.b, this.b)),
      html("figure", {}, this.units, html("figcaption", {}, "The units with their signs (orange) and their sum (blue), for x from −2 to 2.")),
      html("figure", {}, this.power, html("figcaption", {}, "The sum, divided by Δʳ and by the derivative (blue), and the power (dashed).")),
      this.text,
    );
  }

  draw() {
    const { kind, r, step, b } = this.values();
    const { units, at, possible } = powers(kind, r, step, b);
    this.kind.value = kind;
    this.r.value = String(r);
    this.step.value = String(Math.log10(step));
    this.b.value = String(b);
    this.step.setAttribute("aria-valuetext", show(step));
    say(this.shown.step, `step Δ = ${show(step)}`);
    say(this.shown.b, `bias b = ${show(b)}`);
    const sum = (/** @type {number} */ x) => units.reduce((total, unit) => total + unit(x), 0);
    const text = told(kind, r, step, b);
    fill(this.units, UNITS, [...units.map((unit) => svg("path", { class: "cf-unit", d: graph(UNITS, unit) })), svg("path", { class: "cf-sum", d: graph(UNITS, sum) })], `${units.length} units with their signs, and their sum`);
    fill(this.power, POWER, [...(possible ? [svg("path", { class: "cf-sum", d: graph(POWER, at) })] : []), svg("path", { class: "cf-target", d: graph(POWER, (x) => x ** r) })], text);
    say(this.idea, idea(r, possible));
    say(this.text, text);
  }
}

const picture = () => svg("svg", { viewBox: `0 0 ${UNITS.width} ${UNITS.height}`, role: "img" });

/** Fill a picture: its frame and axes, then the curves. @param {SVGElement} el @param {Frame} frame @param {SVGElement[]} curves @param {string} label */
function fill(el, frame, curves, label) {
  el.replaceChildren(...axes(frame), ...curves);
  el.setAttribute("aria-label", label);
}

export default hosted("powers", RULES, Powers);
