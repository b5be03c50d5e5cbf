/**
 * A loss that is not convex: ŷ = a tanh(w x) has two weights, so its loss is a surface, with minima at
 * (w, a) and (−w, −a). Below it stands the loss along the straight line from one minimum to the other,
 * which a convex loss would not let rise. The model holds `start`, the `rate` and the number of `steps`
 * of descent.
 */
import { onto } from "../paint/plane.js";
import { Surface } from "../paint/surface.js";
import { arrow, button, labelled, pointed, slider } from "../parts/controls.js";
import { html, say, svg } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { onTheme } from "../parts/style.js";

/** @import { Model } from "../types.js" */

/** @typedef {{ start: number[], rate: number, steps: number }} State */

const [SIZE, REACH, LEVELS] = [320, 3, 9];
const [LOWEST, FACTOR] = [0.02, 2.5]; // the loss along the first line; from each line to the next
const [LOW, HIGH] = [130, 18]; // heights of the losses 0 and 1.5 in the lower picture
const XS = [-2, -1, -0.5, 0.5, 1, 2];
export const BEST = [1, 1.5]; // the weights that made the data; its mirror image is as good

const RULES = `
.cf-loss { max-width: 30rem; margin: auto; }
.cf-loss path.cf-way { fill: none; stroke: var(--cf-orange); stroke-width: 3; }
.cf-loss path.cf-between { fill: none; stroke: var(--cf-text); stroke-width: 2; }
.cf-loss path.cf-chord { fill: none; stroke: var(--cf-text); stroke-width: 2; stroke-dasharray: 5 4; }
.cf-loss circle { fill: var(--cf-orange); stroke: var(--cf-text); }
.cf-loss text { font-size: 20px; text-anchor: middle; }
.cf-loss text.cf-small { font-size: 14px; }
.cf .cf-loss figure > svg { border: 1px solid var(--cf-line); }
.cf .cf-loss svg[tabindex] { touch-action: none; cursor: crosshair; }
`;

/** Compute the mean squared error and its gradient. @param {number[]} weights w and a */
export function loss([w, a]) {
  const sums = [0, 0, 0];
  for (const x of XS) {
    const h = Math.tanh(w * x);
    const e = a * h - BEST[1] * Math.tanh(BEST[0] * x);
    [e * e, 2 * e * a * (1 - h * h) * x, 2 * e * h].forEach((term, i) => (sums[i] += term / XS.length));
  }
  return { value: sums[0], gradient: sums.slice(1) };
}

/** Descend from a start along the gradient: every place on the way. @param {number[]} start @param {number} rate @param {number} steps */
export function descend(start, rate, steps) {
  const way = [start];
  for (let s = 0; s < steps; s++) {
    const { gradient } = loss(way[s]);
    way.push(way[s].map((weight, i) => weight - rate * gradient[i]));
  }
  return way;
}

/** Compute the loss at equal distances along the straight line from one minimum to the other. @param {number} count */
export function between(count) {
  return Array.from({ length: count }, (_, i) => loss(BEST.map((c) => c * (1 - (2 * i) / (count - 1)))).value);
}

const toPicture = onto(SIZE, REACH);

/** @param {number[]} weights */
const put = (weights) => toPicture(weights).map((c) => c.toFixed(1));

/** @param {string[][]} places */
const line = (places) => `M${places.join("L")}`;

/** @extends {Figure<State>} */
class LossSurface extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "A loss surface that is not convex", ["start", "rate", "steps"]);
    this.rate = slider("rate", { min: 0, max: 2, step: 0.05 }, (rate) => this.put({ rate }));
    this.steps = slider("steps", { min: 0, max: 100 }, (steps) => this.put({ steps }));
    this.way = svg("g");
    const pull = (/** @type {PointerEvent} */ event) => {
      if (event.buttons) this.place(pointed(event).map((c) => c * REACH));
    };
    this.picture = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "slider", tabindex: 0, "aria-label": "where descent starts: arrows move it", onpointerdown: pull, onpointermove: pull, onkeydown: (event) => this.press(event) }, ...minima(), this.way);
    const canvas = html("canvas", { role: "img", "aria-label": "the loss over both weights, with lines of equal loss" });
    const surface = new Surface(canvas, REACH, LEVELS, levels);
    this.forgetTheme = onTheme(() => {
      surface.recolour();
      surface.repaint();
    });
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.show(
      "cf-loss",
      html("div", { class: "cf-bar" }, button("mirrored start", () => this.put({ start: model.get("start").map((c) => 0 - c) }))),
      html("figure", {}, html("div", { class: "cf-over" }, canvas, this.picture), html("figcaption", {}, `To the right w, upwards a. The bluer, the higher the loss: ${LOWEST} on the first line, ${FACTOR} times as high on each of the next. ✕ is a minimum.`)),
      labelled("learning rate", this.rate),
      labelled("steps", this.steps),
      this.text,
      html("figure", {}, profile(), html("figcaption", {}, "The loss along the dashed line from one minimum to the other. A convex loss would nowhere lie above the straight line between its ends.")),
    );
  }

  destroy() {
    this.forgetTheme();
    super.destroy();
  }

  /** @param {number[]} weights where descent starts */
  place(weights) {
    this.put({ start: weights.map((c) => Math.max(-REACH, Math.min(REACH, Math.round(c * 10) / 10))) });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const way = arrow(event);
    if (way) this.place(this.model.get("start").map((c, i) => c + way[i] / 10));
  }

  draw() {
    const { start, rate, steps } = this.values();
    const way = descend(start, rate, steps);
    const last = way[way.length - 1];
    this.rate.value = String(rate);
    this.steps.value = String(steps);
    const marks = [start, last].map((place, i) => {
      const [cx, cy] = put(place);
      return svg("circle", { cx, cy, r: i ? 7 : 4 });
    });
    this.way.replaceChildren(svg("path", { class: "cf-way", d: line(way.map(put)) }), ...marks);
    const [from, to] = [start, last].map((place) => place.map((c) => c.toFixed(2)).join(", "));
    say(this.text, `From (${from}), after ${steps} steps at rate ${rate}: (${to}), loss ${loss(last).value.toFixed(4)}.`);
    this.picture.setAttribute("aria-valuenow", String(start[0]));
    this.picture.setAttribute("aria-valuetext", `w ${start[0]}, a ${start[1]}`);
  }
}

/**
 * Tell which levels stand above w: on level 0 the loss is so low that no line is drawn.
 * @param {number} w @returns {(a: number) => number}
 */
export function levels(w) {
  let [square, product, constant] = [0, 0, 0]; // of the loss, which is a parabola in a
  for (const x of XS) {
    const [h, target] = [Math.tanh(w * x), BEST[1] * Math.tanh(BEST[0] * x)];
    square += (h * h) / XS.length;
    product += (h * target) / XS.length;
    constant += (target * target) / XS.length;
  }
  return (a) => 1 + Math.log(((square * a - 2 * product) * a + constant) / LOWEST) / Math.log(FACTOR);
}

/** Draw the minima, and the straight line from one to the other. */
function minima() {
  const places = [BEST, BEST.map((c) => -c)].map(put);
  const names = places.map(([x, y]) => svg("text", { x, y: Number(y) + 7 }, "✕"));
  return [svg("path", { class: "cf-chord", d: line(places) }), ...names];
}

/** Draw the loss from one minimum to the other, with the straight line between its ends. */
function profile() {
  const values = between(61);
  const top = Math.max(...values);
  const [left, right] = [40, SIZE - 40];
  const x = (/** @type {number} */ i) => left + ((right - left) * i) / (values.length - 1);
  const y = (/** @type {number} */ value) => LOW - ((LOW - HIGH) * value) / 1.5;
  const curve = values.map((value, i) => [x(i).toFixed(1), y(value).toFixed(1)]);
  const small = (/** @type {string} */ text, /** @type {number} */ at, /** @type {number} */ height) => svg("text", { class: "cf-small", x: at, y: height }, text);
  return svg(
    "svg",
    { viewBox: `0 0 ${SIZE} ${LOW + 26}`, role: "img", "aria-label": `The loss along the straight line between the minima: 0 at both, ${top.toFixed(2)} halfway` },
    svg("path", { class: "cf-chord", d: line([curve[0], curve[curve.length - 1]]) }),
    svg("path", { class: "cf-between", d: line(curve) }),
    small("0", left, LOW + 18),
    small("0", right, LOW + 18),
    small(top.toFixed(2), SIZE / 2, y(top) - 6),
  );
}

export default hosted("loss", RULES, LossSurface);
