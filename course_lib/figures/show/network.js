/**
 * A small network whose units and weights can be touched, with the matrix product of a layer beside
 * it. The model holds the network (`sizes`, `activations`, `biases`, `theta` as in Python), the
 * `input`, and what is `chosen`: [layer, unit, from], where `from` is a unit of the layer before, its
 * size for the bias, or -1 for none.
 */
import { ACTIVATIONS, activate } from "../engine/activations.js";
import { arrow, button, slider } from "../parts/controls.js";
import { html, say, svg } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";

const [WIDTH, HEIGHT, R] = [420, 400, 20];
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶";

const RULES = `
.cf-net text { font-size: 12px; text-anchor: middle; pointer-events: none; }
.cf-net line { stroke: var(--cf-blue); opacity: .4; }
.cf-net line[data-minus] { stroke: var(--cf-orange); stroke-dasharray: 5 3; }
.cf-net line[data-lit] { opacity: 1; }
.cf-net circle, .cf-net rect { fill: var(--cf-raised); stroke: var(--cf-text); }
.cf-net g { cursor: pointer; }
.cf-net g[data-lit] * { stroke: var(--cf-blue); stroke-width: 4; }
.cf-net g[data-lit] text { stroke: none; }
.cf-net table { border-collapse: collapse; table-layout: fixed; }
.cf .cf-net :is(td, th) { padding: .15rem .1rem; border: 0; text-align: right; background: none; }
.cf-net th { font-weight: 400; white-space: nowrap; }
.cf .cf-net td button { width: 100%; min-height: 2rem; padding: 0 .1rem; text-align: right; background: none; border-color: transparent; }
.cf-net [data-lit] { background: var(--cf-raised) !important; }
.cf-net td button[aria-pressed="true"] { border-color: var(--cf-blue) !important; }
@container (min-width: 46rem) { .cf-net { grid-template-columns: 1fr 1fr; } .cf-net > .cf-bar { grid-column: 1 / -1; } }
`;

/**
 * Where the weights and the bias of each step begin in θ; `bias` is -1 where there is none.
 * @param {number[]} sizes @param {boolean[]} biases
 */
export function places(sizes, biases) {
  let at = 0;
  return sizes.slice(1).map((to, k) => {
    const weights = at;
    at += sizes[k] * to;
    const bias = biases[k] ? at : -1;
    at += biases[k] ? to : 0;
    return { weights, bias };
  });
}

/**
 * All layers of the network, from the input to the output: the weighted sums z and what is given out.
 * @returns {{ z: number[], h: number[] }[]}
 */
export function layers({ sizes, activations, biases, theta, input }) {
  const all = [{ z: input, h: input }];
  places(sizes, biases).forEach(({ weights, bias }, k) => {
    const m = sizes[k + 1];
    const z = Array.from({ length: m }, (_, j) =>
      all[k].h.reduce((sum, h, i) => sum + h * theta[weights + i * m + j], bias < 0 ? 0 : theta[bias + j]),
    );
    all.push({ z, h: z.map((sum) => activate(ACTIVATIONS[activations[k] ?? "linear"], sum)) });
  });
  return all;
}

/** Two digits, with a real minus. */
const two = (value) => value.toFixed(2).replace(/^-(0\.00)$/, "$1").replace("-", "−");
const sub = (n) => "₁₂₃₄₅₆₇₈"[n];

class Network extends Figure {
  constructor(model, el) {
    super(model, el, "A network to touch", ["input", "theta", "chosen"]);
    const start = Object.fromEntries(this.names.map((name) => [name, model.get(name)]));
    const { sizes, biases } = this.read();
    this.at = places(sizes, biases);
    this.steps = this.at.map((_, k) =>
      button(`W${SUPERSCRIPTS[k + 1]}: ${sizes[k]} × ${sizes[k + 1]}`, () => this.choose(k + 1, 0, -1)),
    );
    this.picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `Layers of ${sizes.join(", ")} units: the arrows lead from one unit to the next`, onkeydown: (event) => this.walk(event) });
    this.buildPicture(sizes, biases);
    this.table = html("table", { onkeydown: (event) => this.walkTable(event) });
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.slider = slider("", { min: -3, max: 3, step: 0.05 }, (value) => this.turn(value));
    this.show(
      "cf-net",
      html("div", { class: "cf-bar" }, ...this.steps, button("start again", () => this.put(start))),
      html("div", {}, this.picture),
      html("div", {}, this.table, this.slider, this.text),
    );
  }

  /** The network as it stands in the model, with a choice that exists. */
  read() {
    const names = ["sizes", "activations", "biases", "theta", "input", "chosen"];
    const net = Object.fromEntries(names.map((name) => [name, this.model.get(name)]));
    const [layer, unit, from] = net.chosen;
    const last = net.sizes.length - 1;
    const l = Math.max(0, Math.min(last, layer));
    const most = l ? net.sizes[l - 1] - (net.biases[l - 1] ? 0 : 1) : -1;
    net.chosen = [l, Math.max(0, Math.min(net.sizes[l] - 1, unit)), Math.max(-1, Math.min(most, from))];
    return net;
  }

  choose(...chosen) {
    this.put({ chosen });
  }

  /** Where the number that the slider turns stands: in the input, in θ, or nowhere. */
  handle({ sizes, chosen: [layer, unit, from] }) {
    if (!layer) return ["input", unit];
    if (from < 0) return null;
    const { weights, bias } = this.at[layer - 1];
    return ["theta", from === sizes[layer - 1] ? bias + unit : weights + from * sizes[layer] + unit];
  }

  turn(value) {
    const [name, at] = this.handle(this.read());
    this.put({ [name]: this.model.get(name).map((old, i) => (i === at ? value : old)) });
  }

  /** Arrows in the picture: to the next unit, or the next layer. */
  walk(event) {
    const way = arrow(event);
    if (!way) return;
    const { chosen } = this.read();
    this.choose(Math.max(0, chosen[0] + way[0]), Math.max(0, chosen[1] - way[1]), -1);
    const [layer, unit] = this.read().chosen;
    this.units[layer][unit].focus();
  }

  walkTable(event) {
    const way = arrow(event);
    if (!way) return;
    const [layer, unit, from] = this.read().chosen;
    this.choose(layer || 1, Math.max(0, unit + way[0]), Math.max(0, from - way[1]));
    this.table.querySelector('[aria-pressed="true"]').focus();
  }

  buildPicture(sizes, biases) {
    const gap = (WIDTH - 2 * (R + 8)) / (sizes.length - 1);
    const x = (layer) => R + 8 + layer * gap;
    const y = (layer, unit) => 55 + (HEIGHT - 75) * ((unit + 0.5) / sizes[layer]);
    this.lines = [];
    this.units = sizes.map((n, layer) =>
      Array.from({ length: n }, (_, unit) =>
        svg(
          "g",
          { role: "button", onclick: () => this.choose(layer, unit, -1) },
          svg("circle", { cx: x(layer), cy: y(layer, unit), r: R }),
          svg("text", { x: x(layer), y: y(layer, unit) + 5 }),
        ),
      ),
    );
    const marks = [];
    sizes.slice(1).forEach((m, k) => {
      for (let i = 0; i < sizes[k] + (biases[k] ? 1 : 0); i++) {
        for (let j = 0; j < m; j++) {
          const bias = i === sizes[k];
          const ends = { x1: x(k), y1: bias ? 22 : y(k, i), x2: x(k + 1), y2: y(k + 1, j) };
          const line = svg("line", { ...ends, onclick: () => this.choose(k + 1, j, i) });
          this.lines.push({ line, layer: k + 1, unit: j, from: i, at: bias ? this.at[k].bias + j : this.at[k].weights + i * m + j });
        }
      }
      if (biases[k]) marks.push(svg("rect", { x: x(k) - 12, y: 10, width: 24, height: 24, rx: 3 }), svg("text", { x: x(k), y: 27 }, "1"));
    });
    this.picture.append(...this.lines.map(({ line }) => line), ...marks, ...this.units.flat());
  }

  draw() {
    const net = this.read();
    const { sizes, theta, chosen } = net;
    const [layer, unit, from] = chosen;
    const all = layers(net);
    for (const { line, at, ...end } of this.lines) {
      line.toggleAttribute("data-minus", theta[at] < 0);
      line.toggleAttribute("data-lit", end.layer === layer && end.unit === unit && (from < 0 || from === end.from));
      line.style.strokeWidth = 0.8 + 2.2 * Math.min(2, Math.abs(theta[at]));
    }
    this.units.forEach((row, l) =>
      row.forEach((mark, u) => {
        const lit = l === layer && u === unit;
        mark.lastChild.textContent = two(all[l].h[u]);
        mark.toggleAttribute("data-lit", lit);
        mark.setAttribute("tabindex", lit ? 0 : -1);
        const name = l === 0 ? "input" : l === sizes.length - 1 ? "output" : `hidden ${l},`;
        mark.setAttribute("aria-label", `${name} unit ${u + 1}: ${two(all[l].h[u])}`);
      }),
    );
    const k = Math.max(0, layer - 1);
    this.steps.forEach((button, i) => button.setAttribute("aria-pressed", String(i === k)));
    this.drawTable(net, all, k);
    const handle = this.handle(net);
    this.slider.disabled = !handle;
    const text = told(net, all);
    say(this.text, text);
    this.slider.setAttribute("aria-label", handle ? text.split(".  ")[0] : "choose a weight or an input first");
    this.slider.value = handle ? net[handle[0]][handle[1]] : 0;
  }

  /** A row for each sending unit, a column for each receiving one; below, bias, sum and what g makes of it. */
  drawTable({ sizes, activations, biases, theta, chosen }, all, k) {
    const m = sizes[k + 1];
    const rows = sizes[k] + (biases[k] ? 1 : 0);
    const key = `${k}`;
    if (this.table.dataset.step !== key) {
      this.table.dataset.step = key;
      const cells = (make) => Array.from({ length: m }, (_, j) => html("td", {}, ...make(j)));
      const row = (name, make) => html("tr", {}, html("th", { scope: "row" }, name), ...cells(make));
      const entry = (i) => (j) => [button("", () => this.choose(k + 1, j, i))];
      const body = Array.from({ length: rows }, (_, i) => row("", entry(i)));
      const name = k ? `h${SUPERSCRIPTS[k]}` : "x";
      const head = html("tr", {}, html("th", { scope: "col" }, `${name} · W${SUPERSCRIPTS[k + 1]}`));
      for (let j = 0; j < m; j++) head.append(html("th", { scope: "col" }, `to ${j + 1}`));
      this.table.replaceChildren(head, ...body, row("sum", () => []), row(activations[k] ?? "no g", () => []));
    }
    [...this.table.rows].slice(1).forEach((row, i) => {
      const bias = i === sizes[k];
      if (i < rows) say(row.cells[0], bias ? "1 · b" : `${two(all[k].h[i])} ·`);
      for (let j = 0; j < m; j++) {
        const cell = row.cells[j + 1];
        cell.toggleAttribute("data-lit", chosen[0] === k + 1 && chosen[1] === j);
        if (i >= rows) {
          say(cell, two(all[k + 1][i === rows ? "z" : "h"][j]));
          continue;
        }
        const value = two(theta[bias ? this.at[k].bias + j : this.at[k].weights + i * m + j]);
        const on = chosen[0] === k + 1 && chosen[1] === j && chosen[2] === i;
        const first = (chosen[0] !== k + 1 || chosen[2] < 0) && i === 0 && j === 0;
        const entry = cell.firstChild;
        say(entry, value);
        entry.setAttribute("aria-pressed", String(on));
        entry.setAttribute("aria-label", `${bias ? "bias" : `weight from ${i + 1}`} to ${j + 1}: ${value}`);
        entry.tabIndex = on || first ? 0 : -1;
      }
    });
  }
}

/** What is chosen, in a sentence and, for a unit that computes, its sum. */
export function told({ sizes, activations, biases, theta, input, chosen: [layer, unit, from] }, all) {
  if (!layer) return `Input unit ${unit + 1} holds ${two(input[unit])}.  It computes nothing: it is a number of the input.`;
  const k = layer - 1;
  const { weights, bias } = places(sizes, biases)[k];
  const terms = all[k].h.map((h, i) => `${two(h)}·${two(theta[weights + i * sizes[layer] + unit])}`);
  if (bias >= 0) terms.push(two(theta[bias + unit]));
  const sum = `${terms.join(" + ")} = ${two(all[layer].z[unit])}`;
  const name = `${layer === sizes.length - 1 ? "output" : `h${SUPERSCRIPTS[layer]}`}${sub(unit)}`;
  const g = activations[k];
  const out = g ? `, and ${g} makes ${two(all[layer].h[unit])} of it` : "; no function follows";
  const which =
    from < 0 ? "" : from === sizes[k] ? `Bias of unit ${unit + 1}.  ` : `Weight from unit ${from + 1} to unit ${unit + 1}.  `;
  return `${which}${name}: ${sum}${out}.`;
}

export default hosted("network", RULES, Network);
