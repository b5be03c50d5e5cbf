/**
 * The plane goes through the layers, one transformation at a time: a matrix, which keeps straight
 * lines straight, then the function g, which bends them. All layers have two units, so that every
 * stage can be drawn as it is. The model holds `stage` (0 … the last, fractions lie between two) and
 * `linear` (leave g out).
 */
import { simple } from "../engine/datasets.js";
import { MLP } from "../engine/network.js";
import { Adam } from "../engine/optimizers.js";
import { MESH } from "../engine/pictures.js";
import { Trainer } from "../engine/training.js";
import { Mesh, fit } from "../paint/mesh.js";
import { button, checkbox, labelled, slider } from "../parts/controls.js";
import { html, say } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { onTheme } from "../parts/style.js";

/** @import { Model } from "../types.js" */

/** @typedef {{ stage: number, linear: boolean }} State */

export const LAYERS = 3;
export const LAST = 2 * LAYERS - 1; // a matrix and g for each hidden layer, a matrix at the end
const [SEED, STEPS] = [49, 80]; // a run whose stages are wide enough to be seen
const NUMBERS = "¹²³";

const RULES = `
.cf-layers { max-width: 30rem; margin: 0 auto; }
`;

/** Train a network of two units a layer on the simple set: with tanh all points come right. @param {boolean} linear */
export function trained(linear) {
  const sizes = Array(LAYERS + 1).fill(2);
  const net = new MLP(sizes, { activation: linear ? "linear" : "tanh", seed: SEED });
  const trainer = new Trainer(net, simple(), new Adam({ learningRate: 0.03 }));
  for (let step = 0; step < STEPS; step++) trainer.step();
  return net;
}

/**
 * Find where a point stands at a stage: after so many matrices and functions.
 * @param {MLP} net @param {number[]} point @param {number} stage @returns {[number, number]}
 */
export function stageOf(net, point, stage) {
  let [x, y] = point;
  for (let s = 1; s <= stage; s++) {
    const k = (s - 1) >> 1;
    if (s % 2) {
      const [w, b] = [net.weightsAt[k], net.biasesAt[k]];
      const t = net.theta;
      [x, y] = [x * t[w] + y * t[w + 2] + t[b], x * t[w + 1] + y * t[w + 3] + t[b + 1]];
    } else if (net.activations[k] === "tanh") [x, y] = [Math.tanh(x), Math.tanh(y)];
  }
  return [x, y];
}

/** Say what happens between a stage and the one before. @param {number} stage @param {boolean} linear */
export function told(stage, linear) {
  if (stage === 0) return `The plane as it comes in, with the points of two classes.${linear ? " This network has been trained without g." : ""}`;
  const n = NUMBERS[(stage - 1) >> 1];
  if (stage === LAST) return `· W${n} + b${n}, the last layer: now a straight line separates the classes${linear ? " as well as one can" : ""}.`;
  if (stage % 2) return `· W${n} + b${n}: a matrix turns, stretches and shears the plane. Straight lines stay straight.`;
  return linear ? "No function here: nothing changes." : `g${n} = tanh on each coordinate by itself: the lines bend.`;
}

/** @extends {Mesh<[net: MLP, stage: number]>} */
class Plane extends Mesh {
  /** @param {MLP} net @param {number} stage */
  paint(net, stage) {
    const before = Math.floor(stage);
    const part = stage - before;
    const { x, y } = simple();
    const mesh = new Float64Array(2 * MESH * MESH);
    const points = new Float64Array(x.length);
    const shade = new Float64Array(MESH * MESH);
    const put = (/** @type {Float64Array} */ into, /** @type {number} */ i, /** @type {number[]} */ point) => {
      const a = stageOf(net, point, before);
      const b = part ? stageOf(net, point, before + 1) : a;
      for (const c of [0, 1]) into[2 * i + c] = a[c] + part * (b[c] - a[c]);
    };
    for (let i = 0; i < MESH * MESH; i++) {
      const point = [((i % MESH) / (MESH - 1)) * 10 - 5, 5 - (Math.floor(i / MESH) / (MESH - 1)) * 10];
      put(mesh, i, point);
      shade[i] = net.probability(point);
    }
    for (let i = 0; i < y.length; i++) put(points, i, [x[2 * i], x[2 * i + 1]]);
    this.pixels.fill(this.ground);
    const [across, upwards] = fit(this.size, mesh, points);
    this.paintMesh(mesh, shade);
    this.points(points, y);
    this.show();
    this.number(across, upwards);
  }
}

/** @extends {Figure<State>} */
class Layers extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "The plane goes through the layers", ["stage", "linear"]);
    const canvas = html("canvas", { role: "img" });
    this.plane = new Plane(canvas);
    /** With tanh and without, each trained when it is first asked for. @type {Map<boolean, MLP>} */
    this.nets = new Map();
    this.text = html("p", { class: "cf-told", role: "status" });
    this.slider = slider("how far through the layers", { min: 0, max: LAST, step: 0.05 }, (stage) => this.put({ stage }));
    this.linear = checkbox("leave g out", (linear) => this.put({ linear }));
    const go = (/** @type {number} */ by) => () => this.put({ stage: Math.max(0, Math.min(LAST, Math.round(this.stage) + by)) });
    this.back = button("back", go(-1));
    this.next = button("next step", go(1));
    this.forgetTheme = onTheme(() => {
      this.plane.recolour();
      this.draw();
    });
    const bar = html("div", { class: "cf-bar" }, this.back, this.next, labelled("leave g out", this.linear));
    const idea = html("p", { class: "cf-idea" }, "Each layer moves the whole plane. Only g bends it.");
    this.show("cf-layers", idea, bar, labelled("how far", this.slider), canvas, this.text);
  }

  destroy() {
    this.forgetTheme();
    super.destroy();
  }

  get stage() {
    return Math.max(0, Math.min(LAST, Number(this.model.get("stage")) || 0));
  }

  draw() {
    const linear = this.model.get("linear") === true;
    const net = this.nets.get(linear) ?? trained(linear);
    this.nets.set(linear, net);
    const { stage } = this;
    this.plane.draw(net, stage);
    if (Number(this.slider.value) !== stage) this.slider.value = String(stage);
    this.linear.checked = linear;
    this.back.disabled = stage === 0;
    this.next.disabled = stage === LAST;
    const text = `Step ${Math.ceil(stage)} of ${LAST}. ${told(Math.ceil(stage), linear)}`;
    say(this.text, text);
    this.slider.setAttribute("aria-valuetext", text);
    this.plane.canvas.setAttribute("aria-label", `A grid of the plane and thirteen points. ${text}`);
  }
}

export default hosted("layers", RULES, Layers);
