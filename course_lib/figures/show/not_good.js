/**
 * What 'not' together with 'good' means: sentences as points, before and after a hidden layer of two
 * units. Before it no straight line gets more than three of four right. The model holds `stage` (how
 * often EPOCHS the network has been trained), `linear` (the same training without tanh) and `sentence`.
 */
import { MLP } from "../engine/network.js";
import { Adam } from "../engine/optimizers.js";
import { Trainer } from "../engine/training.js";
import { onto, squares } from "../paint/plane.js";
import { checkbox, labelled, slider } from "../parts/controls.js";
import { html, say, svg } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";

const [SIZE, CELLS] = [240, 24];
const [STAGES, EPOCHS] = [30, 5];

const RULES = `
.cf-not svg { border: 1px solid var(--cf-line); }
.cf-not path { fill: var(--cf-blue); opacity: .25; }
.cf-not path.cf-rest { fill: var(--cf-orange); }
.cf-not path.cf-line { fill: none; opacity: 1; stroke: var(--cf-text); stroke-width: 2; stroke-dasharray: 6 4; }
.cf-not circle { fill: var(--cf-blue); stroke: var(--cf-back); }
.cf-not rect { fill: var(--cf-orange); stroke: var(--cf-back); }
.cf-not [data-own] { fill: none; stroke: var(--cf-text); stroke-width: 3; }
.cf-not text { text-anchor: middle; paint-order: stroke; stroke: var(--cf-back); stroke-width: 3px; stroke-opacity: .6; }
.cf .cf-not :is(td, th) { padding: 0 .3rem 0 0; text-align: left; overflow-wrap: anywhere; }
@container (min-width: 36rem) { .cf-not { grid-template-columns: 1fr 1fr !important; } .cf-not > :not(figure) { grid-column: 1 / -1; } }
`;

export const SENTENCES = ["good", "not good", "not bad", "bad"]; // around the square

/** The features of a sentence: 1 or -1 for 'not', 1, -1 or 0 for 'good', 'bad' or neither. */
export function features(sentence) {
  const words = sentence.toLowerCase().split(/[^a-z]+/);
  return [words.includes("not") ? 1 : -1, Number(words.includes("good")) - Number(words.includes("bad"))];
}

/** The network at every stage of its training on the four sentences, as course_lib trains it. */
export function trained(linear) {
  const x = SENTENCES.flatMap(features);
  const net = new MLP([2, 2, 2], { activation: linear ? "linear" : "tanh", seed: 0 });
  const trainer = new Trainer(net, { x, y: [1, 0, 1, 0] }, new Adam({ learningRate: 0.05 }));
  const thetas = [net.theta.slice()];
  for (let epoch = 1; epoch <= STAGES * EPOCHS; epoch++) {
    trainer.step();
    if (epoch % EPOCHS === 0) thetas.push(net.theta.slice());
  }
  return thetas;
}

/** For θ of a 2-2-2 network: what the hidden units hold, and how likely class 1 is given that. */
export function hidden(t, [x, y], linear) {
  return [0, 1].map((j) => x * t[j] + y * t[2 + j] + t[4 + j]).map(linear ? (z) => z : Math.tanh);
}
export function positive(t, [a, b]) {
  return 1 / (1 + Math.exp(a * (t[6] - t[7]) + b * (t[8] - t[9]) + t[10] - t[11]));
}

class NotGood extends Figure {
  constructor(model, el) {
    super(model, el, "What not together with good means", ["stage", "linear", "sentence"]);
    this.thetas = [false, true].map(trained);
    this.slider = slider("epochs of training", { min: 0, max: STAGES }, (stage) => this.put({ stage }));
    this.linear = checkbox("leave tanh out", (linear) => this.put({ linear }));
    this.own = html("input", { maxlength: 80, "aria-label": "your own sentence", oninput: () => this.put({ sentence: this.own.value }) });
    this.panels = [0, 1].map(() => svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" }));
    this.text = html("p", { role: "status", class: "cf-told" });
    this.table = html("table");
    const captions = ["The input: to the right 'not', upwards 'good'.", "The same in the hidden layer: unit 1 to the right, unit 2 upwards."];
    this.show(
      "cf-not",
      html("div", { class: "cf-bar" }, labelled("training", this.slider), labelled("leave tanh out", this.linear), labelled("your own", this.own)),
      ...this.panels.map((panel, i) => html("figure", {}, panel, html("figcaption", {}, captions[i]))),
      this.text,
      this.table,
    );
  }

  draw() {
    const { stage, linear, sentence } = this.values();
    const t = this.thetas[Number(linear)][stage];
    this.slider.value = stage;
    this.linear.checked = linear;
    if (this.own.value !== sentence) this.own.value = sentence;
    const all = sentence.trim() ? [...SENTENCES, sentence] : SENTENCES;
    const inputs = all.map(features);
    const inside = inputs.map((x) => hidden(t, x, linear));
    const far = linear ? 1.5 * Math.max(...inside.flat().map(Math.abs)) : 1.35;
    this.panel(0, inputs, 1.6, (x) => positive(t, hidden(t, x, linear)));
    this.panel(1, inside, far, (h) => positive(t, h));
    const right = inside.slice(0, 4).filter((h, i) => positive(t, h) > 0.5 === (i % 2 === 0)).length;
    const text = `After ${stage * EPOCHS} epochs ${right} of 4 are right. ${told(right, linear)}`;
    say(this.text, text);
    this.slider.setAttribute("aria-valuetext", text);
    const row = (kind, ...cells) => html("tr", {}, ...cells.map((cell) => html(kind, {}, cell)));
    const pair = (values) => values.map((value) => value.toFixed(2)).join(", ");
    this.table.replaceChildren(
      row("th", "sentence", "input", "hidden", "positive"),
      ...all.map((name, i) => row("td", name, pair(inputs[i]), pair(inside[i]), `${(100 * positive(t, inside[i])).toFixed(0)} %`)),
    );
  }

  /** Points with their names, and how the network parts the plane; in the input, the best line too. */
  panel(which, points, reach, p) {
    const put = onto(SIZE, reach);
    const [negative, rest] = squares(SIZE, reach, CELLS, 2, (place) => Number(p(place) > 0.5));
    const [good, notGood, , bad] = points.map(put);
    const middle = (a, b) => a.map((value, c) => (value + b[c]) / 2);
    const [from, to] = [middle(good, notGood), middle(good, bad)];
    const far = (2 * SIZE) / (Math.hypot(to[0] - from[0], to[1] - from[1]) || 1);
    const ends = [-far, far].map((s) => from.map((value, c) => value + s * (to[c] - value)));
    const marks = points.map((point, i) => {
      const [x, y] = put(point);
      const own = i > 3;
      return own || i % 2 === 0 ? svg("circle", { cx: x, cy: y, r: own ? 10 : 7, "data-own": own }) : svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12 });
    });
    const names = SENTENCES.map((name, i) => {
      const [x, y] = put(points[i]);
      return svg("text", { x: Math.max(32, Math.min(SIZE - 32, x)), y: y + (i < 2 ? -11 : 21) }, name);
    });
    const line = svg("path", { class: "cf-line", d: `M${ends[0]}L${ends[1]}` });
    this.panels[which].replaceChildren(svg("path", { class: "cf-rest", d: negative }), svg("path", { d: rest }), ...(which ? [] : [line]), ...marks, ...names);
    const places = points.map((point, i) => `${SENTENCES[i] ?? "your own"} at ${point.map((value) => value.toFixed(1)).join(", ")}`);
    this.panels[which].setAttribute("aria-label", `${which ? "Hidden layer" : "Input"}: ${places.join("; ")}`);
  }
}

/** What so many right answers mean. */
function told(right, linear) {
  if (linear) return "Without tanh the hidden layer makes a parallelogram of the square: the two sentences of a class stay at opposite corners. No straight line gets more than three of four right, 75 % (dashed). Training ends with the answer ½ for each sentence.";
  if (right === 4) return "In the hidden layer a straight line parts the two classes; in the input none can, and 75 % is the most (dashed).";
  return "The best straight line in the input gets 3 of 4, 75 % (dashed).";
}

export default hosted("not_good", RULES, NotGood);
