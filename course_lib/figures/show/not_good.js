/**
 * What 'not' together with 'good' means: sentences as points, before and after a hidden layer of two
 * units. Before it no straight line gets more than three of four right. The model holds `stage` (how
 * often EPOCHS the network has been trained), `linear` (the same training without tanh) and `sentence`.
 */
import { MLP } from "../engine/network.js";
import { Adam } from "../engine/optimizers.js";
import { Trainer } from "../engine/training.js";
import { outline } from "../paint/marks.js";
import { onto } from "../paint/plane.js";
import { Raster } from "../paint/raster.js";
import { checkbox, labelled, slider } from "../parts/controls.js";
import { html, say, svg } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { onTheme } from "../parts/style.js";

/** @import { Model } from "../types.js" */

/** @typedef {{ stage: number, linear: boolean, sentence: string }} State */

const [SIZE, GRID] = [240, 41];
const [STAGES, EPOCHS] = [30, 5];

const RULES = `
.cf-not .cf-line { fill: none; stroke: var(--cf-text); stroke-width: 2; stroke-dasharray: 6 4; }
.cf-not .cf-mark-0 { fill: var(--cf-class-0); stroke: var(--cf-back); }
.cf-not .cf-mark-1 { fill: var(--cf-class-1); stroke: var(--cf-back); }
.cf-not .cf-own { fill: none; stroke: var(--cf-text); stroke-width: 3; }
.cf-not text { text-anchor: middle; paint-order: stroke; stroke: var(--cf-back); stroke-width: 3px; stroke-opacity: .6; }
.cf .cf-not :is(td, th) { padding: 0 .3rem 0 0; text-align: left; overflow-wrap: anywhere; }
@container (min-width: 36rem) { .cf-not { grid-template-columns: 1fr 1fr !important; } .cf-not > :not(figure) { grid-column: 1 / -1; } }
`;

export const SENTENCES = ["good", "not good", "not bad", "bad"]; // around the square
const LABELS = [1, 0, 1, 0]; // class 1: what is said is good

/** Find the features of a sentence: 1 or -1 for 'not', 1, -1 or 0 for 'good', 'bad' or neither. @param {string} sentence */
export function features(sentence) {
  const words = sentence.toLowerCase().split(/[^a-z]+/);
  return [words.includes("not") ? 1 : -1, Number(words.includes("good")) - Number(words.includes("bad"))];
}

/** Train on the four sentences as course_lib does: θ at every stage. @param {boolean} linear */
export function trained(linear) {
  const x = SENTENCES.flatMap(features);
  const net = new MLP([2, 2, 2], { activation: linear ? "linear" : "tanh", seed: 0 });
  const trainer = new Trainer(net, { x, y: LABELS }, new Adam({ learningRate: 0.05 }));
  const thetas = [net.theta.slice()];
  for (let epoch = 1; epoch <= STAGES * EPOCHS; epoch++) {
    trainer.step();
    if (epoch % EPOCHS === 0) thetas.push(net.theta.slice());
  }
  return thetas;
}

/** Compute what the hidden units of a 2-2-2 network hold. @param {Float64Array} t its θ @param {number[]} x @param {boolean} linear */
export function hidden(t, [x, y], linear) {
  return [0, 1].map((j) => x * t[j] + y * t[2 + j] + t[4 + j]).map(linear ? (z) => z : Math.tanh);
}

/** Compute how likely class 1 is, given what the hidden units hold. @param {Float64Array} t @param {number[]} h */
export function positive(t, [a, b]) {
  return 1 / (1 + Math.exp(a * (t[6] - t[7]) + b * (t[8] - t[9]) + t[10] - t[11]));
}

/** How a network divides a plane. @extends {Raster<[reach: number, p: (place: number[]) => number]>} */
class Ground extends Raster {
  /** @param {number} reach @param {(place: number[]) => number} p how likely class 1 is at a place */
  paint(reach, p) {
    const along = (/** @type {number} */ i) => reach * ((2 * i) / (GRID - 1) - 1);
    this.plane(Float64Array.from({ length: GRID * GRID }, (_, i) => p([along(i % GRID), -along(Math.floor(i / GRID))])), GRID);
    this.show();
    this.number([-reach, reach], [-reach, reach]);
  }
}

/** @extends {Figure<State>} */
class NotGood extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "What not together with good means", ["stage", "linear", "sentence"]);
    this.thetas = [false, true].map(trained);
    this.slider = slider("epochs of training", { min: 0, max: STAGES }, (stage) => this.put({ stage }));
    this.linear = checkbox("leave tanh out", (linear) => this.put({ linear }));
    this.own = html("input", { maxlength: 80, "aria-label": "your own sentence", oninput: () => this.put({ sentence: this.own.value }) });
    const captions = ["The input: to the right 'not', upwards 'good'.", "The same in the hidden layer: unit 1 to the right, unit 2 upwards."];
    this.panels = captions.map(() => svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" }));
    this.grounds = captions.map((caption) => new Ground(html("canvas", { role: "img", "aria-label": `${caption} The shade says how likely "positive" is.` })));
    this.forgetTheme = onTheme(() => {
      for (const ground of this.grounds) ground.recolour();
      this.draw();
    });
    this.text = html("p", { role: "status", class: "cf-told" });
    this.table = html("table");
    this.show(
      "cf-not",
      html("div", { class: "cf-bar" }, labelled("training", this.slider), labelled("leave tanh out", this.linear), labelled("your own", this.own)),
      ...this.panels.map((panel, i) => {
        const over = html("div", { class: "cf-over" }, this.grounds[i].canvas, panel);
        return html("figure", {}, over, html("figcaption", {}, captions[i]));
      }),
      this.text,
      this.table,
    );
  }

  destroy() {
    this.forgetTheme();
    super.destroy();
  }

  draw() {
    const { stage, linear, sentence } = this.values();
    const t = this.thetas[Number(linear)][stage];
    this.slider.value = String(stage);
    this.linear.checked = linear;
    if (this.own.value !== sentence) this.own.value = sentence;
    const all = sentence.trim() ? [...SENTENCES, sentence] : SENTENCES;
    const inputs = all.map(features);
    const inside = inputs.map((x) => hidden(t, x, linear));
    const far = linear ? 1.5 * Math.max(...inside.flat().map(Math.abs)) : 1.35;
    const line = svg("path", { class: "cf-line", d: between(inputs.map(onto(SIZE, 1.6))) });
    this.panel(0, inputs, 1.6, (x) => positive(t, hidden(t, x, linear)), [line]);
    this.panel(1, inside, far, (h) => positive(t, h));
    const right = LABELS.filter((label, i) => Number(positive(t, inside[i]) > 0.5) === label).length;
    const text = `After ${stage * EPOCHS} epochs ${right} of 4 are right. ${told(right, linear)}`;
    say(this.text, text);
    this.slider.setAttribute("aria-valuetext", text);
    const row = (/** @type {"th" | "td"} */ kind, /** @type {string[]} */ ...cells) => html("tr", {}, ...cells.map((cell) => html(kind, {}, cell)));
    const pair = (/** @type {number[]} */ values) => values.map((value) => value.toFixed(2)).join(", ");
    this.table.replaceChildren(
      row("th", "sentence", "input", "hidden", "positive"),
      ...all.map((name, i) => row("td", name, pair(inputs[i]), pair(inside[i]), `${(100 * positive(t, inside[i])).toFixed(0)} %`)),
    );
  }

  /**
   * Draw points with their names, and how the network divides the plane.
   * @param {number} which panel @param {number[][]} points @param {number} reach
   * @param {(place: number[]) => number} p how likely class 1 is at a place
   * @param {SVGElement[]} [lines]
   */
  panel(which, points, reach, p, lines = []) {
    const at = points.map(onto(SIZE, reach));
    this.grounds[which].draw(reach, p);
    const marks = at.map(([x, y], i) => {
      if (i >= LABELS.length) return svg("path", { class: "cf-own", d: `M${x} ${y - 12}l12 12-12 12-12-12z` });
      return svg("path", { class: `cf-mark-${LABELS[i]}`, d: outline(LABELS[i], [x, y], 7) });
    });
    const names = SENTENCES.map((name, i) => {
      const [x, y] = at[i];
      return svg("text", { x: Math.max(32, Math.min(SIZE - 32, x)), y: y + (i < 2 ? -11 : 21) }, name);
    });
    this.panels[which].replaceChildren(...lines, ...marks, ...names);
    const places = points.map((point, i) => `${SENTENCES[i] ?? "your own"} at ${point.map((value) => value.toFixed(1)).join(", ")}`);
    this.panels[which].setAttribute("aria-label", `${which ? "Hidden layer" : "Input"}: ${places.join("; ")}`);
  }
}

/** Draw the straight line that gets most sentences right, between the first and the others. @param {number[][]} places */
function between([good, notGood, , bad]) {
  const middle = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.map((value, c) => (value + b[c]) / 2);
  const [from, to] = [middle(good, notGood), middle(good, bad)];
  const far = (2 * SIZE) / (Math.hypot(to[0] - from[0], to[1] - from[1]) || 1);
  return `M${[-far, far].map((s) => from.map((value, c) => value + s * (to[c] - value))).join("L")}`;
}

/** Say what so many right answers mean. @param {number} right @param {boolean} linear */
function told(right, linear) {
  if (linear) return "Without tanh the hidden layer makes a parallelogram of the square: the two sentences of a class stay at opposite corners. No straight line gets more than three of four right, 75 % (dashed). Training ends with the answer ½ for each sentence.";
  if (right === 4) return "In the hidden layer a straight line separates the two classes; in the input none can, and 75 % is the most (dashed).";
  return "The best straight line in the input gets 3 of 4, 75 % (dashed).";
}

export default hosted("not_good", RULES, NotGood);
