/** The network as a list: a row for each layer, and between two of them one for the step. */
import { button, checkbox } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { MAX_LAYERS, MAX_UNITS, grouped, layerName } from "./counting.js";
import { inserted, removed, resized, switched } from "./edits.js";

/** @import { Net, Step } from "./counting.js" */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Make the list; `show` brings it up to date.
 * @param {(net: Net) => void} change
 * @param {(step: number) => void} light a step that is pointed at; -1 for none
 */
export function list(change, light) {
  /** @type {Net} */
  let net;
  const el = html("ol", { class: "cf-counter-steps" });
  /** @type {ReturnType<typeof layerRow>[]} */
  let layers = [];
  /** @type {ReturnType<typeof stepRow>[]} */
  let rows = [];

  /** @param {number} layer @param {number} count of layers */
  function layerRow(layer, count) {
    const name = layerName(layer, count);
    const by = (/** @type {number} */ units) => () => change(resized(net, layer, net.sizes[layer] + units));
    const less = button("−", by(-1), `one unit less in the ${name} layer`);
    const more = button("+", by(1), `one unit more in the ${name} layer`);
    const input = html("input", { type: "number", min: 1, max: MAX_UNITS, step: 1, "aria-label": `units in the ${name} layer` });
    input.addEventListener("input", () => {
      const units = Number(input.value);
      if (Number.isInteger(units) && units >= 1 && units <= MAX_UNITS) change(resized(net, layer, units));
    });
    input.addEventListener("blur", update);
    const el = html("li", { class: "cf-counter-layer" }, html("strong", {}, name), less, input, more);
    if (layer > 0 && layer < count - 1) {
      const remove = button("remove", () => take(layer), `remove the ${name} layer`);
      remove.classList.add("cf-counter-remove");
      el.append(remove);
    }
    return { el, input, less, more };
  }

  /** @param {number} step @param {number} count of layers */
  function stepRow(step, count) {
    const on = () => light(step);
    const off = () => light(-1);
    const [from, to] = [layerName(step, count), layerName(step + 1, count)];
    const insert = button("+ layer", () => put(step), `insert a hidden layer between ${from} and ${to}`);
    insert.disabled = count >= MAX_LAYERS;
    const term = html("span", { class: "cf-counter-term cf-number" });
    const bias = checkbox(`a bias on the way from ${from} to ${to}`, (on) => change(switched(net, step, on)));
    const [solid, striped] = [html("span"), html("span")];
    const el = html(
      "li",
      { class: "cf-counter-step", onpointerenter: on, onpointerleave: off, onfocusin: on, onfocusout: off },
      term,
      html("label", {}, bias, "bias"),
      insert,
      html("span", { class: "cf-counter-share", "aria-hidden": "true" }, solid, striped),
    );
    return { el, term, bias, solid, striped };
  }

  /** Insert a layer, and go to it. @param {number} step */
  function put(step) {
    change(inserted(net, step));
    layers[step + 1]?.input.focus();
  }

  /** Remove a layer, and go to the one before. @param {number} layer */
  function take(layer) {
    change(removed(net, layer));
    layers[Math.max(1, layer - 1)]?.input.focus();
  }

  /** Fill in the units. */
  function update() {
    layers.forEach(({ input, less, more }, layer) => {
      const units = net.sizes[layer];
      const typing = document.activeElement === input && input.value === ""; // leave it empty
      if (Number(input.value) !== units && !typing) input.value = String(units);
      less.disabled = units <= 1;
      more.disabled = units >= MAX_UNITS;
    });
  }

  return {
    el,
    /** Bring all rows up to date; they are made anew only where their number changes. @param {Net} next @param {Step[]} all @param {number} total */
    show(next, all, total) {
      net = next;
      const count = next.sizes.length;
      if (layers.length !== count) {
        layers = next.sizes.map((_, layer) => layerRow(layer, count));
        rows = all.map((_, step) => stepRow(step, count));
        el.replaceChildren(...layers.flatMap((layer, i) => (rows[i] ? [layer.el, rows[i].el] : [layer.el])));
      }
      update();
      all.forEach((step, i) => {
        const { term, bias, solid, striped } = rows[i];
        const n = SUPERSCRIPTS[i + 1];
        const [names, biases] = step.bias ? [`W${n}, b${n}`, ` + ${step.to}`] : [`W${n}`, ""];
        say(term, `${names}: ${step.from} × ${step.to}${biases} = ${grouped(step.parameters)}`);
        bias.checked = step.bias;
        solid.style.width = `${(100 * step.weights) / total}%`;
        striped.style.width = `${(100 * step.biases) / total}%`;
      });
    },
    /** @param {number} step */
    light(step) {
      rows.forEach(({ el }, i) => el.toggleAttribute("data-lit", i === step));
    },
  };
}
