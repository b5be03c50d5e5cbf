/** The network: its layers, their activations, and the units that are looked at. */
import { LIMITS, TABLE, isRegression, limits } from "../../engine/settings.js";
import { button, enter, labelled, number, options, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { CHOICES, layerRows } from "./layers.js";

/** @import { Activation, Settings } from "../../types.js" */
/** @import { Hands } from "./hands.js" */

/** Make the panel. @param {Hands} hands */
export function networkPanel({ change, addLayer }) {
  /** @type {Settings} */
  let settings;
  const add = button("+ layer", addLayer);
  const layers = layerRows(change, () => add.focus());
  const all = select("activation of all layers", [["", "each its own"], ...CHOICES], (value) => {
    if (value) change({ activations: settings.hidden.map(() => /** @type {Activation} */ (value)) });
  });
  const seed = number("seed of the weights", limits(TABLE.seed), (value) => change({ seed: value }));
  const view = select("look into", [], (value) => change({ view: Number(value), units: settings.units && [1, 2] }));
  const axes = ["across", "upwards"].map((name, i) =>
    select(`unit ${name}`, [], (value) => {
      if (value === "") return change({ units: null });
      const [across, upwards] = settings.units ?? [1, 2];
      return change({ units: i === 0 ? [Number(value), upwards] : [across, Number(value)] });
    }),
  );
  const outputs = html("p", { class: "cf-soft" });
  const el = html(
    "fieldset",
    {},
    html("legend", {}, "Network"),
    html("p", { class: "cf-soft" }, "2 inputs, then:"),
    layers.el,
    outputs,
    html("div", { class: "cf-bar" }, add),
    labelled("activation", all),
    labelled("seed", seed),
    labelled("look into", view),
    labelled("across", axes[0]),
    labelled("upwards", axes[1]),
  );
  return {
    el,
    /** @param {Settings} next */
    show(next) {
      settings = next;
      const { activations, hidden, units } = next;
      enter(seed, next.seed);
      say(outputs, isRegression(next) ? "and 1 output." : "and 2 outputs.");
      all.value = activations.every((name) => name === activations[0]) ? (activations[0] ?? "") : "";
      add.disabled = hidden.length >= LIMITS.layers;
      layers.show(next);
      options(view, hidden.map((_, i) => [i + 1, `hidden layer ${i + 1}`]), next.view);
      /** @type {[number, string][]} */
      const names = Array.from({ length: hidden[next.view - 1] ?? 0 }, (_, i) => [i + 1, `unit ${i + 1}`]);
      axes.forEach((axis, i) => options(axis, [...names, ["", "principal direction"]], units ? units[i] : ""));
    },
  };
}
