/**
 * Build a network and watch its parameters being counted, step by step.
 *
 *     input 4 ──W¹ 4×6, b¹ 6──▶ hidden 6 ──W² 6×5, b² 5──▶ hidden 5 ──W³ 5×3──▶ output 3
 *
 * The model holds `sizes` (units per layer), `biases` (one switch for each step between layers), the
 * `challenge` that is on (from 1; 0 is none) and the list of those that have been `met`.
 */
import { button } from "../../parts/controls.js";
import { html, say, svg } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { CHALLENGES, judge } from "./challenges.js";
import * as counting from "./counting.js";

const { MAX_LAYERS, MAX_UNITS, count, formula, grouped, layerName, steps, tidy } = counting;

const WIDTH = 620;
const HEIGHT = 330;
const SHOWN = 9; // more units than this are drawn as the first and last few, with dots between
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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
.cf-counter-share span { height: 100%; }
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

const PRESETS = [
  ["no bias", () => false],
  ["a bias in all but the last", (i, last) => i < last],
  ["a bias in every layer", () => true],
];

class ParameterCounter extends Figure {
  constructor(model, el) {
    super(model, el, "Parameter counter: build a network", ["sizes", "biases", "challenge", "met"]);
    const start = { sizes: model.get("sizes"), biases: model.get("biases") };
    this.lit = -1;
    this.network = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    this.list = html("ol", { class: "cf-counter-steps" });
    this.total = html("output", { "aria-live": "polite", class: "cf-number" });
    this.parts = html("p", { class: "cf-soft cf-number" });
    this.formula = html("p", { class: "cf-counter-formula cf-number" });
    this.presets = PRESETS.map(([name, rule]) => button(name, () => this.setBiases(rule)));
    const back = button("start again", () => this.set(this.challenge?.start ?? start));
    this.tabs = CHALLENGES.map((_, i) => button(i + 1, () => this.take(i + 1)));
    this.free = button("none", () => this.take(0), "no challenge");
    this.ask = html("p");
    this.spent = html("div", { class: "cf-counter-share cf-counter-spent", "aria-hidden": "true" }, html("span"), html("span"));
    this.verdict = html("p", { role: "status", class: "cf-number" });
    const challenges = html("div", { class: "cf-bar", role: "group", "aria-label": "challenges" }, "On a budget:", ...this.tabs, this.free);
    this.show(
      "cf-counter",
      html("div", { class: "cf-counter-challenge" }, challenges, this.ask),
      html("div", { class: "cf-bar cf-counter-presets" }, ...this.presets, back),
      html("div", {}, this.network),
      this.list,
      html("div", { class: "cf-counter-sum" }, this.total, this.parts, this.formula, this.spent, this.verdict),
    );
  }

  /** The challenge that is on, if one is. */
  get challenge() {
    return CHALLENGES[this.model.get("challenge") - 1];
  }

  take(number) {
    this.put({ ...(CHALLENGES[number - 1]?.start ?? this.read()), challenge: number });
  }

  read() {
    return tidy(this.model.get("sizes"), this.model.get("biases"));
  }

  set(wanted) {
    this.put(tidy(wanted.sizes, wanted.biases));
  }

  setBiases(rule) {
    const { sizes } = this.read();
    this.set({ sizes, biases: sizes.slice(1).map((_, i, all) => rule(i, all.length - 1)) });
  }

  resize(layer, units) {
    const { sizes, biases } = this.read();
    this.set({ sizes: replaced(sizes, layer, units), biases });
  }

  /** A new hidden layer between `layer` and the next, with a bias. */
  insert(layer) {
    const { sizes, biases } = this.read();
    const units = [...sizes.slice(0, layer + 1), 4, ...sizes.slice(layer + 1)];
    this.set({ sizes: units, biases: [...biases.slice(0, layer), true, ...biases.slice(layer)] });
    this.list.querySelector(`[data-key="units-${layer + 1}"]`)?.focus();
  }

  remove(layer) {
    const { sizes, biases } = this.read();
    const without = (list, i) => list.filter((_, j) => j !== i);
    this.set({ sizes: without(sizes, layer), biases: without(biases, layer - 1) });
    const next = this.list.querySelector(`[data-key="units-${Math.max(1, layer - 1)}"]`);
    next?.focus();
  }

  toggle(step, on) {
    const { sizes, biases } = this.read();
    this.set({ sizes, biases: replaced(biases, step, on) });
  }

  draw() {
    const { sizes, biases } = this.read();
    const all = steps(sizes, biases);
    const total = count(sizes, biases);
    if (this.list.childElementCount !== sizes.length + all.length) this.buildList(sizes);
    this.updateList(sizes, all, total);
    this.drawNetwork(sizes, all, total);
    const weights = all.reduce((sum, step) => sum + step.weights, 0);
    say(this.total, `${grouped(total)} ${total === 1 ? "parameter" : "parameters"}`);
    say(this.parts, `${grouped(weights)} weights and ${grouped(total - weights)} biases`);
    say(this.formula, `${formula(all)} = ${grouped(total)}`);
    this.presets.forEach((button, p) => {
      const fits = biases.every((bias, i) => bias === PRESETS[p][1](i, biases.length - 1));
      button.setAttribute("aria-pressed", String(fits));
    });
    this.drawChallenge(total);
  }

  drawChallenge(total) {
    const { challenge } = this;
    const on = this.model.get("challenge");
    const { met, text } = challenge ? judge(challenge, this.read()) : { met: false, text: "" };
    const before = this.model.get("met");
    if (met && !before.includes(on)) this.put({ met: [...before, on].sort() });
    this.tabs.forEach((tab, i) => {
      const done = this.model.get("met").includes(i + 1);
      say(tab, done ? `${i + 1} ✓` : String(i + 1));
      tab.setAttribute("aria-label", `challenge ${i + 1}${done ? ", met" : ""}`);
      tab.setAttribute("aria-pressed", String(i + 1 === on));
    });
    this.free.setAttribute("aria-pressed", String(!challenge));
    say(this.ask, challenge?.ask ?? "");
    say(this.verdict, text);
    this.verdict.toggleAttribute("data-met", met);
    this.spent.hidden = !challenge;
    if (!challenge) return;
    const [within, beyond] = this.spent.children;
    const most = Math.max(total, challenge.budget);
    within.style.width = `${(100 * Math.min(total, challenge.budget)) / most}%`;
    beyond.style.width = `${(100 * Math.max(0, total - challenge.budget)) / most}%`;
  }

  /** Rows for this many layers; numbers are filled in by updateList. */
  buildList(sizes) {
    const rows = [];
    sizes.forEach((_, layer) => {
      rows.push(this.layerRow(layer, sizes.length));
      if (layer < sizes.length - 1) rows.push(this.stepRow(layer, sizes.length));
    });
    this.list.replaceChildren(...rows);
  }

  layerRow(layer, layers) {
    const name = layerName(layer, layers);
    const change = (by) => this.resize(layer, this.read().sizes[layer] + by);
    const input = html("input", {
      type: "number",
      min: 1,
      max: MAX_UNITS,
      step: 1,
      "aria-label": `units in the ${name} layer`,
      "data-key": `units-${layer}`,
      oninput: (event) => {
        const units = Number(event.target.value);
        if (Number.isInteger(units) && units >= 1 && units <= MAX_UNITS) this.resize(layer, units);
      },
      onblur: () => this.draw(),
    });
    const row = html(
      "li",
      { class: "cf-counter-layer" },
      html("strong", {}, name),
      button("−", () => change(-1), `one unit less in the ${name} layer`),
      input,
      button("+", () => change(1), `one unit more in the ${name} layer`),
    );
    if (layer > 0 && layer < layers - 1) {
      const remove = button("remove", () => this.remove(layer), `remove the ${name} layer`);
      remove.classList.add("cf-counter-remove");
      row.append(remove);
    }
    return row;
  }

  stepRow(step, layers) {
    const light = () => this.light(step);
    const dim = () => this.light(-1);
    const from = layerName(step, layers);
    const to = layerName(step + 1, layers);
    const insert = button("+ layer", () => this.insert(step), `insert a hidden layer between ${from} and ${to}`);
    insert.disabled = layers >= MAX_LAYERS;
    const box = html("input", {
      type: "checkbox",
      "aria-label": `a bias on the way from ${from} to ${to}`,
      onchange: (event) => this.toggle(step, event.target.checked),
    });
    return html(
      "li",
      {
        class: "cf-counter-step",
        onpointerenter: light,
        onpointerleave: dim,
        onfocusin: light,
        onfocusout: dim,
      },
      html("span", { class: "cf-counter-term cf-number" }),
      html("label", {}, box, "bias"),
      insert,
      html("span", { class: "cf-counter-share", "aria-hidden": "true" }, html("span"), html("span")),
    );
  }

  updateList(sizes, all, total) {
    sizes.forEach((units, layer) => {
      const row = this.list.children[2 * layer];
      const input = row.querySelector("input");
      const typing = document.activeElement === input && input.value === ""; // leave it empty
      if (Number(input.value) !== units && !typing) input.value = units;
      const [less, more] = row.querySelectorAll("button");
      less.disabled = units <= 1;
      more.disabled = units >= MAX_UNITS;
    });
    all.forEach((step, i) => {
      const row = this.list.children[2 * i + 1];
      const n = SUPERSCRIPTS[i + 1];
      const [names, biases] = step.bias ? [`W${n}, b${n}`, ` + ${step.to}`] : [`W${n}`, ""];
      const sum = `${step.from} × ${step.to}${biases} = ${grouped(step.parameters)}`;
      say(row.querySelector(".cf-counter-term"), `${names}: ${sum}`);
      row.querySelector('input[type="checkbox"]').checked = step.bias;
      const [solid, striped] = row.querySelector(".cf-counter-share").children;
      solid.style.width = `${(100 * step.weights) / total}%`;
      striped.style.width = `${(100 * step.biases) / total}%`;
    });
  }

  light(step) {
    this.lit = step;
    for (const path of this.network.querySelectorAll("path")) {
      path.toggleAttribute("data-lit", Number(path.dataset.step) === step);
    }
    [...this.list.children].forEach((row, i) => row.toggleAttribute("data-lit", i === 2 * step + 1));
  }

  drawNetwork(sizes, all, total) {
    const gap = (WIDTH - 90) / (sizes.length - 1);
    const columns = sizes.map((units, layer) => ({ x: 45 + layer * gap, ys: heights(units) }));
    const marks = [];
    all.forEach((step, i) => {
      const [from, to] = [columns[i], columns[i + 1]];
      const lines = from.ys.flatMap((a) => to.ys.map((b) => `M${from.x} ${a}L${to.x} ${b}`));
      marks.push(svg("path", { d: lines.join(""), "data-step": i }));
      if (step.bias) {
        const fan = to.ys.map((b) => `M${from.x} 28L${to.x} ${b}`);
        marks.push(svg("path", { class: "cf-bias", d: fan.join(""), "data-step": i }));
      }
    });
    columns.forEach(({ x, ys }, layer) => {
      const radius = Math.min(12, 0.34 * (ys.length > 1 ? ys[1] - ys[0] : 40));
      if (all[layer]?.bias) {
        marks.push(svg("rect", { x: x - 11, y: 17, width: 22, height: 22, rx: 3 }));
        marks.push(svg("text", { x, y: 33 }, "1"));
      }
      const hidden = sizes[layer] > ys.length;
      ys.forEach((y, unit) => {
        if (hidden && unit === (SHOWN - 1) / 2) {
          for (const d of [-8, 0, 8]) marks.push(svg("circle", { class: "cf-dot", cx: x, cy: y + d, r: 2.2 }));
        } else marks.push(svg("circle", { cx: x, cy: y, r: radius }));
      });
      marks.push(svg("text", { x, y: HEIGHT - 22 }, grouped(sizes[layer])));
      marks.push(svg("text", { class: "cf-small", x, y: HEIGHT - 4 }, layerName(layer, sizes.length)));
    });
    this.network.replaceChildren(...marks);
    this.network.setAttribute(
      "aria-label",
      `A fully connected network with layers of ${sizes.join(", ")} units and ${total} parameters`,
    );
    this.light(this.lit < all.length ? this.lit : -1);
  }
}

/** Where the units of a layer stand; at most SHOWN places. */
function heights(units) {
  const places = Math.min(units, SHOWN);
  const [top, bottom] = [62, HEIGHT - 52];
  const gap = Math.min(42, (bottom - top) / Math.max(1, places - 1));
  const first = (top + bottom) / 2 - (gap * (places - 1)) / 2;
  return Array.from({ length: places }, (_, i) => first + i * gap);
}

function replaced(list, index, value) {
  return list.map((old, i) => (i === index ? value : old));
}

export default hosted("counter", RULES, ParameterCounter);
