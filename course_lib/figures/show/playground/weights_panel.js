/** The weights and the bias of the unit that is chosen, to read and to type. */
import { sizesOf, unitShown } from "../../engine/settings.js";
import { button, enter, labelled, number, slider } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { placeOf, unitName, unitSign } from "./names.js";

/** @import { Run } from "../../engine/run.js" */
/** @import { Settings } from "../../types.js" */
/** @import { Hands, Unit } from "./hands.js" */

const LIMITS = { min: -100, max: 100, step: /** @type {const} */ ("any"), takes: "a number from -100 to 100" };
const TURNED = { min: -5, max: 5, step: 0.01 };

export const WEIGHTS = `
.cf-weights { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 0 .75rem; }
.cf .cf-weights input { width: 5.2rem; padding: 0 .3rem; }
.cf-weights label[data-chosen] { box-shadow: inset 3px 0 0 var(--cf-blue); padding-left: .4rem; }
`;

/** Make the panel. @param {Hands} hands @param {() => Run} runOf */
export function weightsPanel(hands, runOf) {
  const title = html("legend");
  const help = html("p", { class: "cf-soft" });
  const list = html("div", { class: "cf-weights" });
  const turn = slider("weight", TURNED, (value) => turned(value));
  const turnLabel = labelled("turn", turn);
  const remove = button("remove this unit", () => shown && hands.removeUnit(shown[0] - 1, shown[1]));
  const back = button("show the output", () => hands.choose(null, null));
  const el = html("fieldset", {}, title, help, list, turnLabel, html("div", { class: "cf-bar" }, back, remove));
  /** @type {Unit | null} */
  let shown = null;
  /** @type {HTMLInputElement[]} the bias comes last */
  let fields = [];
  let made = "";
  let turning = false;

  /** @param {number} i of the fields @returns {number} the unit it comes from; -1 for the bias */
  const fromOf = (i) => (i === fields.length - 1 ? -1 : i);

  /** @param {Unit} unit @param {number[]} sizes */
  function build([layer, unit], sizes) {
    const from = (/** @type {number} */ i) => (i < sizes[layer - 1] ? unitSign(sizes.length, layer - 1, i) : "1 (bias)");
    fields = Array.from({ length: layer ? sizes[layer - 1] + 1 : 0 }, (_, i) => {
      const label = i < sizes[layer - 1] ? `weight from ${unitName(sizes.length, layer - 1, i)}` : "bias";
      const field = number(label, LIMITS, (value) => hands.set(placeOf(runOf().net, layer, unit, fromOf(i)), value));
      field.addEventListener("focus", () => hands.choose([layer, unit], fromOf(i)));
      return field;
    });
    list.replaceChildren(...fields.map((field, i) => labelled(from(i), field)));
  }

  /** @param {number} value for the weight that is chosen */
  function turned(value) {
    const line = hands.line();
    if (!line) return;
    if (!turning) hands.begin();
    turning = true;
    hands.set(placeOf(runOf().net, ...line), value);
  }
  turn.addEventListener("change", () => {
    if (turning) hands.end();
    turning = false;
  });

  return {
    el,
    /** @param {Settings} settings */
    show(settings) {
      shown = unitShown(settings);
      const sizes = sizesOf(settings);
      const key = String([shown, sizes]);
      if (key !== made && shown) build(shown, sizes);
      if (!shown) list.replaceChildren();
      made = key;
      say(title, shown ? unitName(sizes.length, ...shown) : "Weights");
      say(help, shown ? (shown[0] ? "" : "An input has no weights.") : "Choose a unit or a line in the picture of the network.");
      remove.hidden = !shown || shown[0] < 1 || shown[0] > settings.hidden.length;
      back.hidden = !shown;
      this.draw();
    },
    /** Bring the numbers up to date. */
    draw() {
      const { net } = runOf();
      const line = hands.line();
      turnLabel.hidden = !line;
      if (!shown || String([shown, net.sizes]) !== made) return;
      for (const [i, field] of fields.entries()) {
        const value = net.theta[placeOf(net, shown[0], shown[1], fromOf(i))];
        if (field !== document.activeElement || !hands.playing()) enter(field, Number(value.toFixed(4))); // else it is being typed in
        field.parentElement?.toggleAttribute("data-chosen", line?.[2] === fromOf(i));
      }
      if (line && !turning) turn.value = String(net.theta[placeOf(net, ...line)]);
      turn.setAttribute("aria-label", line ? `turn the ${line[2] < 0 ? "bias" : `weight from ${unitName(net.sizes.length, line[0] - 1, line[2])}`}` : "turn");
    },
  };
}
