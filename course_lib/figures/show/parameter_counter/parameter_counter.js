/**
 * Build a network and watch its parameters being counted, step by step.
 *
 *     input 4 ──W¹ 4×6, b¹ 6──▶ hidden 6 ──W² 6×5, b² 5──▶ hidden 5 ──W³ 5×3──▶ output 3
 *
 * The model holds `sizes` (units per layer), `biases` (one switch for each step between layers), the
 * `challenge` that is on (from 1; 0 is none) and the list of those that have been `met`.
 */
import { button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { challengePanel } from "./challenge_panel.js";
import { CHALLENGES } from "./challenges.js";
import { count, formula, grouped, steps, tidy } from "./counting.js";
import { drawing } from "./drawing.js";
import { list } from "./list.js";

/** @import { Model } from "../../types.js" */
/** @import { Net } from "./counting.js" */

/** @typedef {{ sizes: number[], biases: boolean[], challenge: number, met: number[] }} State */

const RULES = `
.cf-counter-challenge { display: grid; gap: .5rem; }
.cf-counter-challenge button { min-width: 2.5rem; }
.cf-counter :is(p:empty, [hidden]) { display: none; }
.cf-counter-sum [role="status"] { padding: .5rem .75rem; border-left: 4px solid var(--cf-orange); background: var(--cf-raised); }
.cf-counter-sum [data-met] { border-left-color: var(--cf-blue); }
.cf-counter-spent { margin: .5rem 0; }
.cf-counter-steps { list-style: none; display: grid; gap: .35rem; }
.cf-counter-steps li { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .5rem; }
.cf-counter-layer strong { min-width: 4.4rem; }
.cf-counter-layer input { width: 4rem; padding: 0 .2rem; text-align: center; }
.cf-counter-layer button { min-width: 2.5rem; padding: 0 .4rem; }
.cf-counter-layer .cf-counter-remove { margin-left: auto; }
.cf .cf-counter-step {
  margin-left: .6rem; padding: .25rem 0 .25rem .8rem; border-left: 3px solid var(--cf-line);
}
.cf .cf-counter-step[data-lit] { border-left-color: var(--cf-blue); background: var(--cf-raised); }
.cf-counter-term { flex: 1 1 9rem; }
.cf-counter-share { flex: 1 0 100%; display: flex; height: .5rem; }
.cf-counter-share span { height: 100%; forced-color-adjust: none; }
.cf-counter-share span:first-child { background: var(--cf-blue); }
.cf-counter-share span:last-child {
  background: repeating-linear-gradient(90deg, var(--cf-orange) 0 3px, transparent 3px 5px);
}
.cf-counter-sum { padding-top: .75rem; border-top: 1px solid var(--cf-line); }
.cf-counter-sum output { display: block; font-size: 1.5rem; font-weight: 700; }
.cf-counter-formula { overflow-wrap: anywhere; }
.cf-counter text { font-size: 15px; text-anchor: middle; }
.cf-counter .cf-small { fill: var(--cf-soft); font-size: 13px; }
.cf-counter path { fill: none; stroke-width: 1; stroke: var(--cf-blue); opacity: .55; }
.cf-counter path.cf-bias { stroke: var(--cf-orange); stroke-dasharray: 4 3; }
.cf-counter path[data-lit] { stroke-width: 2.2; opacity: 1; }
.cf-counter circle { fill: var(--cf-back); stroke: var(--cf-text); stroke-width: 1.5; }
.cf-counter circle.cf-dot { fill: var(--cf-soft); stroke: none; }
.cf-counter rect { fill: var(--cf-back); stroke: var(--cf-orange); stroke-width: 1.5; }
@container (max-width: 26rem) {
  .cf-counter-term { flex-basis: 100%; }
  .cf-counter text { font-size: 22px; }
  .cf-counter .cf-small { font-size: 19px; }
}
@container (min-width: 46rem) {
  .cf .cf-counter { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; }
  .cf-counter-presets, .cf-counter-sum, .cf-counter-challenge { grid-column: 1 / -1; }
}
`;

/** Whether there is a bias on step i of 0 … last. @type {[name: string, rule: (i: number, last: number) => boolean][]} */
const PRESETS = [
  ["no bias", () => false],
  ["a bias in all but the last", (i, last) => i < last],
  ["a bias in every layer", () => true],
];

/** @extends {Figure<State>} */
class ParameterCounter extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Parameter counter: build a network", ["sizes", "biases", "challenge", "met"]);
    const start = this.net();
    this.lit = -1; // the step that is pointed at
    this.drawing = drawing();
    this.list = list((net) => this.set(net), (step) => this.light(step));
    this.challenges = challengePanel((number) => this.take(number));
    this.total = html("output", { "aria-live": "polite", class: "cf-number" });
    this.parts = html("p", { class: "cf-soft cf-number" });
    this.formula = html("p", { class: "cf-counter-formula cf-number" });
    this.presets = PRESETS.map(([name, rule]) => button(name, () => this.setBiases(rule)));
    const back = button("start again", () => this.set(CHALLENGES[model.get("challenge") - 1]?.start ?? start));
    this.show(
      "cf-counter",
      this.challenges.el,
      html("div", { class: "cf-bar cf-counter-presets" }, ...this.presets, back),
      html("div", {}, this.drawing.el),
      this.list.el,
      html("div", { class: "cf-counter-sum" }, this.total, this.parts, this.formula, ...this.challenges.result),
    );
  }

  /** Read the network as it stands in the model. */
  net() {
    return tidy(this.model.get("sizes"), this.model.get("biases"));
  }

  /** @param {Net} wanted */
  set(wanted) {
    this.put(tidy(wanted.sizes, wanted.biases));
  }

  /** @param {number} number of a challenge, or 0 */
  take(number) {
    this.put({ ...(CHALLENGES[number - 1]?.start ?? this.net()), challenge: number });
  }

  /** @param {(i: number, last: number) => boolean} rule */
  setBiases(rule) {
    const { sizes } = this.net();
    this.set({ sizes, biases: sizes.slice(1).map((_, i, all) => rule(i, all.length - 1)) });
  }

  draw() {
    const net = this.net();
    const { sizes, biases } = net;
    const all = steps(sizes, biases);
    const total = count(sizes, biases);
    this.list.show(net, all, total);
    this.drawing.show(sizes, all, total);
    this.light(this.lit < all.length ? this.lit : -1);
    const weights = all.reduce((sum, step) => sum + step.weights, 0);
    say(this.total, `${grouped(total)} ${total === 1 ? "parameter" : "parameters"}`);
    say(this.parts, `${grouped(weights)} weights and ${grouped(total - weights)} biases`);
    say(this.formula, `${formula(all)} = ${grouped(total)}`);
    this.presets.forEach((button, p) => {
      const fits = biases.every((bias, i) => bias === PRESETS[p][1](i, biases.length - 1));
      button.setAttribute("aria-pressed", String(fits));
    });
    const { challenge, met } = this.values();
    const metNow = this.challenges.show(challenge, met, net, total);
    if (metNow !== met) this.put({ met: metNow });
  }

  /** @param {number} step */
  light(step) {
    this.lit = step;
    this.drawing.light(step);
    this.list.light(step);
  }
}

export default hosted("counter", RULES, ParameterCounter);
