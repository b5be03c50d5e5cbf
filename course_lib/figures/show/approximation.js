/**
 * Universal approximation, by hand: a target on [0, 1], the network that course_lib.approximation
 * builds for it, and the largest error against the number of pieces n, on logarithmic scales. Two ways
 * fail: a polynomial g, and no biases. The model holds `target`, `kind`, `n` and `drawn`, the heights
 * of one's own target at equal distances.
 */
import { ACTIVATIONS, activate } from "../engine/activations.js";
import { arrow, labelled, pointed, select, slider } from "../parts/controls.js";
import { html, say, svg } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";

export const POINTS = 1001; // where errors are measured
export const COUNTS = [2, 4, 8, 16, 32, 64, 128];
const [WIDTH, HEIGHT, TOP] = [400, 240, 1.5]; // the picture shows heights from -TOP to TOP
const [LEFT, ACROSS] = [52, WIDTH - 117]; // where the errors are drawn, and how wide

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

export const TARGETS = {
  wave: ["a wave, sin 2πx", (x) => Math.sin(2 * Math.PI * x)],
  root: ["a root, √x", Math.sqrt],
  own: ["my own: draw it"],
};
export const KINDS = {
  relu: ["relu: straight lines", "", "relu"],
  sigmoid: ["sigmoid: steps", "8 3", "sigmoid"],
  square: ["z², a polynomial", "2 3", "z²"],
  no_bias: ["relu without biases", "9 3 2 3", "no bias"],
};

/** Straight lines between heights at equal distances on [0, 1]. @param {number[]} heights */
export function joined(heights) {
  const last = heights.length - 1;
  return (x) => {
    const i = Math.min(last - 1, Math.floor(x * last));
    return heights[i] + (x * last - i) * (heights[i + 1] - heights[i]);
  };
}

/**
 * The network of one kind, as the sum c + Σ v g(w x + b); of the kinds that fail, the best in the mean
 * square, which any number of units can reach and none can pass.
 * @param {string} kind @param {(x: number) => number} f @param {number} n pieces
 * @returns {{ c: number, units: ((x: number) => number)[], at: (x: number) => number }}
 */
export function build(kind, f, n) {
  let c = 0;
  let units;
  if (kind === "relu") {
    c = f(0);
    const slope = (k) => (f((k + 1) / n) - f(k / n)) * n;
    units = Array.from({ length: n }, (_, k) => {
      const v = k ? slope(k) - slope(k - 1) : slope(0);
      return (x) => v * activate(ACTIVATIONS.relu, x - k / n);
    });
  } else if (kind === "sigmoid") {
    const middle = (k) => f((k + 0.5) / n);
    c = middle(0);
    units = Array.from({ length: n - 1 }, (_, k) => {
      const v = middle(k + 1) - middle(k);
      return (x) => v * activate(ACTIVATIONS.sigmoid, 1e6 * n * (x - (k + 1) / n));
    });
  } else {
    const t = (x) => 2 * x - 1;
    const xs = grid();
    const square = mean(xs.map((x) => t(x) ** 2));
    // Orthogonal on the grid, so that each is fitted by itself.
    const bases = kind === "square" ? [() => 1, t, (x) => t(x) ** 2 - square] : [(x) => x];
    units = bases.map((q) => {
      const v = mean(xs.map((x) => q(x) * f(x))) / mean(xs.map((x) => q(x) ** 2));
      return (x) => v * q(x);
    });
  }
  return { c, units, at: (x) => units.reduce((sum, unit) => sum + unit(x), c) };
}

const grid = () => Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1));
const mean = (values) => values.reduce((a, b) => a + b) / values.length;

/** The largest distance between two functions on the grid. */
export function largestError(at, f) {
  return grid().reduce((most, x) => Math.max(most, Math.abs(at(x) - f(x))), 0);
}

/** What the network is, in a sentence. */
export function told(kind, n) {
  if (kind === "relu") return `${n} relu units join ${n + 1} points by straight lines: each bends the line at its knot. Twice the units, a quarter of the error, if the target is smooth. The weights are set by hand; nothing is trained.`;
  if (kind === "sigmoid") return `${n - 1} steep sigmoid units climb ${n} flat pieces: each is a step. Twice the units, about half the error, if the slope of the target is bounded. The weights are set by hand; nothing is trained.`;
  if (kind === "square") return "g(z) = z² makes parabolas alone, from three units or from a thousand. Shown is the best possible of them, computed in the mean square: no training can come closer, and more units do not help.";
  return "Without biases all relu units bend at 0: on [0, 1] their sum is a straight line through 0, however many there are. Shown is the best possible line, computed in the mean square: no training can come closer.";
}

const px = (x) => x * WIDTH;
const py = (y) => (HEIGHT / 2) * (1 - y / TOP);

/** The path of a function; where it leaves the picture, the line stops. */
function path(f) {
  let pen = "M";
  return Array.from({ length: 801 }, (_, i) => {
    const y = f(i / 800);
    if (Math.abs(y) > TOP) {
      pen = "M";
      return "";
    }
    const point = `${pen}${px(i / 800).toFixed(1)} ${py(y).toFixed(1)}`;
    pen = "L";
    return point;
  }).join("");
}

/** On the logarithmic picture: 2 … 128 pieces, errors from 2 down to 0.00005. */
const lx = (n) => LEFT + (ACROSS * Math.log2(n / 2)) / 6;
const ly = (error) => 12 + ((HEIGHT - 40) * Math.log10(2 / Math.max(5e-5, Math.min(2, error)))) / Math.log10(4e4);

class Approximation extends Figure {
  constructor(model, el) {
    super(model, el, "Universal approximation by hand", ["target", "kind", "n", "drawn"]);
    this.point = 0; // of one's own target, for the keyboard
    const menu = (name, table) => {
      const choices = Object.entries(table).map(([value, [text]]) => [value, text]);
      return select(name === "kind" ? "units" : name, choices, (value) => this.put({ [name]: value }));
    };
    this.target = menu("target", TARGETS);
    this.kind = menu("kind", KINDS);
    this.n = slider("pieces n", { min: 2, max: 128 }, (n) => this.put({ n }));
    const draw = (event) => this.model.get("target") === "own" && event.buttons && this.pull(event);
    this.picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, onpointerdown: draw, onpointermove: draw, onkeydown: (event) => this.press(event) });
    this.errors = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.show(
      "cf-approx",
      html("div", { class: "cf-bar" }, labelled("target", this.target), labelled("units", this.kind), labelled("pieces n", this.n)),
      html("figure", {}, this.picture, html("figcaption", {}, "Target dashed, network blue; orange: what each unit adds, where it is set by hand and there are at most 16.")),
      html("figure", {}, this.errors, html("figcaption", {}, "Largest error against n, both logarithmic.")),
      this.text,
    );
  }

  /** Sets a point of one's own target. */
  place(i, y) {
    this.point = i;
    const drawn = this.model.get("drawn");
    const height = Math.max(-TOP, Math.min(TOP, Math.round(y * 100) / 100));
    this.put({ drawn: drawn.map((old, k) => (k === i ? height : old)) });
    this.draw(); // the point has moved, perhaps, where no height has changed
  }

  pull(event) {
    const [x, y] = pointed(event);
    const last = this.model.get("drawn").length - 1;
    this.place(Math.max(0, Math.min(last, Math.round(((x + 1) / 2) * last))), TOP * y);
  }

  press(event) {
    const way = this.model.get("target") === "own" && arrow(event);
    if (!way) return;
    const drawn = this.model.get("drawn");
    const i = Math.max(0, Math.min(drawn.length - 1, this.point + way[0]));
    this.place(i, drawn[i] + way[1] / 10);
  }

  draw() {
    const { target, kind, n, drawn } = this.values();
    const own = target === "own";
    const f = own ? joined(drawn) : TARGETS[target][1];
    const net = build(kind, f, n);
    this.target.value = target;
    this.kind.value = kind;
    this.n.value = n;
    const byHand = kind === "relu" || kind === "sigmoid"; // the others are sums, not units, that fit best
    const parts = byHand && net.units.length <= 16 ? net.units.map((unit) => svg("path", { class: "cf-unit", d: path(unit) })) : [];
    this.picture.replaceChildren(
      svg("rect", { width: WIDTH, height: HEIGHT }),
      svg("path", { d: path(() => 0) }),
      ...parts,
      svg("path", { "data-lit": true, d: path(net.at) }),
      svg("path", { class: "cf-target", d: path(f) }),
      ...(own ? drawn.map((y, i) => svg("circle", { cx: px(i / (drawn.length - 1)), cy: py(y), r: i === this.point ? 7 : 4 })) : []),
    );
    const error = largestError(net.at, f);
    const shown = `n = ${n}: the largest error is ${error.toPrecision(3)}.`;
    say(this.text, `${shown} ${told(kind, n)}`);
    this.drawErrors(kind, n, f, error);
    const place = `point ${this.point + 1} of ${drawn.length}, height ${drawn[this.point]}`;
    const role = own
      ? { tabindex: 0, role: "slider", "aria-label": "your target: arrows choose a point and move it", "aria-valuenow": drawn[this.point], "aria-valuetext": place }
      : { role: "img", "aria-label": `${TARGETS[target][0]}, and the network. ${shown}` };
    for (const name of ["tabindex", "aria-valuenow", "aria-valuetext"]) this.picture.removeAttribute(name);
    for (const [name, value] of Object.entries(role)) this.picture.setAttribute(name, value);
  }

  drawErrors(kind, n, f, error) {
    const marks = [svg("rect", { x: LEFT, y: 12, width: ACROSS, height: HEIGHT - 40 })];
    for (const power of [1, 0.1, 0.01, 0.001, 0.0001]) marks.push(svg("text", { x: LEFT - 5, y: ly(power) + 4, "text-anchor": "end" }, power));
    for (const count of [2, 8, 32, 128]) marks.push(svg("text", { x: lx(count), y: HEIGHT - 10, "text-anchor": "middle" }, count));
    const told = [];
    let free = 0; // names stand below each other, in the order of their curves' ends
    const curves = Object.entries(KINDS).map(([name, [, dash, short]]) => {
      const errors = COUNTS.map((count) => largestError(build(name, f, count).at, f));
      told.push(`${short} ${errors.at(-1).toPrecision(2)}`);
      const d = errors.map((e, i) => `${i ? "L" : "M"}${lx(COUNTS[i])} ${ly(e)}`).join("");
      return { name, short, end: ly(errors.at(-1)), line: svg("path", { d, "data-kind": name, "data-lit": name === kind, "stroke-dasharray": dash }) };
    });
    for (const { short, end, line } of curves.sort((a, b) => a.end - b.end)) {
      free = Math.max(end + 4, free + 15);
      marks.push(line, svg("text", { x: WIDTH - 60, y: free }, short));
    }
    marks.push(svg("circle", { cx: lx(n), cy: ly(error), r: 6 }));
    this.errors.replaceChildren(...marks);
    this.errors.setAttribute("aria-label", `The largest error against n. At n = 128: ${told.join(", ")}`);
  }
}

export default hosted("approximation", RULES, Approximation);
