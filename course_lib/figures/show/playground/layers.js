/** A row for each hidden layer: its units, its activation, and a button that removes it. */
import { ACTIVATIONS } from "../../engine/activations.js";
import { TABLE, limits } from "../../engine/settings.js";
import { button, enter, number, select } from "../../parts/controls.js";
import { html } from "../../parts/dom.js";

/** @import { Activation, Change, Settings } from "../../types.js" */

/** What an activation can be in a menu. @type {[string, string][]} */
export const CHOICES = Object.keys(ACTIVATIONS).map((name) => [name, name]);

/** Make the rows. @param {Change} change @param {() => void} onremoved where the focus goes from a row that is gone */
export function layerRows(change, onremoved) {
  /** @type {Settings} */
  let settings;

  /** @param {number} i of the hidden layers */
  function row(i) {
    const name = `hidden layer ${i + 1}`;
    const units = number(`units in ${name}`, { ...limits(TABLE.hidden), takes: `a whole number from ${TABLE.hidden.least} to ${TABLE.hidden.most}` }, (value) => {
      change({ hidden: replaced(settings.hidden, i, value) });
    });
    const activation = select(`activation of ${name}`, CHOICES, (value) => {
      change({ activations: replaced(settings.activations, i, /** @type {Activation} */ (value)) });
    });
    const remove = button("×", () => {
      const { hidden, activations } = settings;
      change({ hidden: without(hidden, i), activations: without(activations, i), view: Math.max(1, i) }, { layer: i });
      onremoved();
    }, `remove ${name}`);
    return { units, activation, el: html("div", { class: "cf-layer" }, html("strong", {}, `hidden ${i + 1}`), units, activation, remove) };
  }

  const el = html("div");
  /** @type {ReturnType<typeof row>[]} */
  let rows = [];
  return {
    el,
    /** Bring the rows up to date; they are made anew only where their number changes: focus stays where it is. @param {Settings} next */
    show(next) {
      settings = next;
      if (rows.length !== next.hidden.length) {
        rows = next.hidden.map((_, i) => row(i));
        el.replaceChildren(...rows.map((row) => row.el));
      }
      rows.forEach(({ units, activation }, i) => {
        enter(units, next.hidden[i]);
        activation.value = next.activations[i];
      });
    },
  };
}

/** @template T @param {T[]} list @param {number} i @param {T} value */
function replaced(list, i, value) {
  return list.map((old, j) => (i === j ? value : old));
}

/** @template T @param {T[]} list @param {number} i */
function without(list, i) {
  return list.filter((_, j) => j !== i);
}
