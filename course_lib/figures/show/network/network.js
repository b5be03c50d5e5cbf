/**
 * A small network whose units and weights can be touched, with the matrix product of a layer beside
 * it. The model holds the network (`sizes`, `activations`, `biases`, `theta` as in Python), the
 * `input`, and what is `chosen`, counted from 1:
 * a layer (0 for the inputs), a unit in it and the unit before it whose weight is meant, one more for the
 * bias, 0 for none.
 */
import { arrow, button, slider } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { SUPERSCRIPTS, layers, places, told } from "./forward.js";
import { picture } from "./picture.js";
import { table } from "./table.js";

/** @import { Model } from "../../types.js" */
/** @import { Chosen, Net } from "./forward.js" */

/** @typedef {Net & { chosen: Chosen }} State */

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

/** @extends {Figure<State>} */
class NetworkToTouch extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "A network to touch", ["input", "theta", "chosen"]);
    const start = this.values();
    const net = this.net();
    const choose = (/** @type {Chosen} */ ...chosen) => this.choose(chosen);
    this.at = places(net.sizes, net.biases);
    this.steps = this.at.map((_, k) =>
      button(`W${SUPERSCRIPTS[k + 1]}: ${net.sizes[k]} × ${net.sizes[k + 1]}`, () => choose(k + 1, 0, -1)),
    );
    this.picture = picture(net, choose);
    this.picture.el.addEventListener("keydown", (event) => this.walk(event));
    this.table = table(choose);
    this.table.el.addEventListener("keydown", (event) => this.walkTable(event));
    this.text = html("p", { role: "status", class: "cf-number cf-told" });
    this.slider = slider("", { min: -3, max: 3, step: 0.05 }, (value) => this.turn(value));
    this.show(
      "cf-net",
      html("div", { class: "cf-bar" }, ...this.steps, button("start again", () => this.put(start))),
      html("div", {}, this.picture.el),
      html("div", {}, this.table.el, this.slider, this.text),
    );
  }

  /** Read the network as it stands in the model, with a choice that exists. @returns {State} */
  net() {
    const { model } = this;
    const [sizes, biases] = [model.get("sizes"), model.get("biases")];
    const [layer, unit, from] = model.get("chosen");
    const l = Math.max(0, Math.min(sizes.length - 1, layer));
    const most = l ? sizes[l - 1] - (biases[l - 1] ? 0 : 1) : -1;
    /** @type {Chosen} */
    const chosen = [l, Math.max(0, Math.min(sizes[l], unit) - 1), Math.max(-1, Math.min(most, from - 1))];
    return { sizes, activations: model.get("activations"), biases, theta: model.get("theta"), input: model.get("input"), chosen };
  }

  /** @param {Chosen} chosen */
  choose([layer, unit, from]) {
    this.put({ chosen: [layer, unit + 1, from + 1] });
  }

  /** Find where the number that the slider turns stands: in the input, in θ, or nowhere. @param {State} net @returns {["input" | "theta", number] | null} */
  handle({ sizes, chosen: [layer, unit, from] }) {
    if (!layer) return ["input", unit];
    if (from < 0) return null;
    const { weights, bias } = this.at[layer - 1];
    return ["theta", from === sizes[layer - 1] ? bias + unit : weights + from * sizes[layer] + unit];
  }

  /** @param {number} value for what is chosen */
  turn(value) {
    const handle = this.handle(this.net());
    if (!handle) return;
    const [name, at] = handle;
    this.put({ [name]: this.model.get(name).map((old, i) => (i === at ? value : old)) });
  }

  /** Go by arrows in the picture: to the next unit, or the next layer. @param {KeyboardEvent} event */
  walk(event) {
    const way = arrow(event);
    if (!way) return;
    const before = this.net().chosen;
    this.choose([Math.max(0, before[0] + way[0]), Math.max(0, before[1] - way[1]), -1]);
    const [layer, unit] = this.net().chosen;
    this.picture.focus(layer, unit);
  }

  /** @param {KeyboardEvent} event */
  walkTable(event) {
    const way = arrow(event);
    if (!way) return;
    const [layer, unit, from] = this.net().chosen;
    this.choose([layer || 1, Math.max(0, unit + way[0]), Math.max(0, from - way[1])]);
    this.table.focus();
  }

  draw() {
    const net = this.net();
    const all = layers(net);
    const k = Math.max(0, net.chosen[0] - 1);
    this.picture.show(net, all);
    this.steps.forEach((button, i) => button.setAttribute("aria-pressed", String(i === k)));
    this.table.show(net, all, k);
    const handle = this.handle(net);
    this.slider.disabled = !handle;
    const text = told(net, all);
    say(this.text, text);
    this.slider.setAttribute("aria-label", handle ? text.split(".  ")[0] : "choose a weight or an input first");
    this.slider.value = String(handle ? net[handle[0]][handle[1]] : 0);
  }
}

export default hosted("network", RULES, NetworkToTouch);
