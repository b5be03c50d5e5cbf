/**
 * The network itself, to look at and to change: a picture for each unit, a line for each weight.
 * A unit is a button: pointed at, the large picture shows it; chosen, its weights can be typed. Lines
 * and units are dragged to the right for larger weights and biases, to the left for smaller ones: so a
 * finger that goes up or down scrolls the page.
 */
import { LIMITS, sizesOf, unitShown } from "../../engine/settings.js";
import { Net } from "../../paint/net.js";
import { lineAt, placing } from "../../paint/placing.js";
import { onWidth } from "../../paint/screen.js";
import { arrow, button } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { formula, placeOf, unitName } from "./names.js";

/** @import { Run } from "../../engine/run.js" */
/** @import { Line, Placing } from "../../paint/placing.js" */
/** @import { Settings } from "../../types.js" */
/** @import { Hands, Unit } from "./hands.js" */

const PER_PIXEL = 0.02; // of a weight that is dragged
const STILL = 4; // pixels: less is a click
const REST = 40; // times as long as a drawing takes, until the next one while the run goes on

export const NET = `
.cf-net-heads { display: grid; text-align: center; font-size: .8rem; }
.cf-net-heads div { display: flex; flex-wrap: wrap; gap: 2px; justify-content: center; align-content: end; }
.cf-net-heads span { flex-basis: 100%; color: var(--cf-soft); }
.cf .cf-net-heads button { min-width: 1.6rem; min-height: 1.6rem; padding: 0; }
.cf-net-field { position: relative; touch-action: pan-y; user-select: none; }
.cf .cf-net-field canvas { border: 0; width: 100%; }
.cf .cf-net-field button { position: absolute; min-height: 0; padding: 0; background: none; border: 0; transform: translate(-50%, -50%); touch-action: pan-y; }
.cf-net-formula { min-height: 2.8em; overflow-wrap: anywhere; }
`;

/** Make the picture. @param {Hands} hands @param {() => Run} runOf */
export function netPicture(hands, runOf) {
  const canvas = html("canvas", { role: "img", "aria-label": "the network: in each unit what it makes of the plane" });
  const picture = new Net(canvas);
  const heads = html("div", { class: "cf-net-heads" });
  const field = html("div", { class: "cf-net-field" }, canvas);
  const text = html("p", { class: "cf-net-formula cf-number" });
  const spoken = html("p", { class: "cf-hidden", role: "status" });
  const el = html("div", { class: "cf-net-picture" }, heads, field, text, spoken);
  /** @type {Placing} */
  let places = placing([2, 2], 300);
  let width = 0; // none until it is in a page
  /** @type {Settings} */
  let settings;
  /** @type {HTMLButtonElement[][]} */
  let buttons = [];
  /** @type {Unit} */
  let here = [1, 0]; // where the tabulator leads
  /** @type {Line | null} */
  let under = null; // the line under the pointer
  let made = ""; // for which layers the buttons are
  let rested = 0; // when a run that goes on may be drawn again

  const sizes = () => sizesOf(settings);

  /** Give each unit a button, and each hidden layer its plus and minus. */
  function build() {
    const all = sizes();
    const focused = buttons.flat().some((unit) => unit === document.activeElement);
    buttons.flat().forEach((unit) => unit.remove());
    buttons = all.map((n, layer) => Array.from({ length: n }, (_, unit) => unitButton(layer, unit)));
    field.append(...buttons.flat());
    heads.style.gridTemplateColumns = `repeat(${all.length}, 1fr)`;
    heads.replaceChildren(...all.map((n, layer) => head(n, layer)));
    here = [Math.min(here[0], all.length - 1), 0];
    if (focused) buttons[here[0]][here[1]].focus();
  }

  /** @param {number} layer @param {number} unit */
  function unitButton(layer, unit) {
    const made = button("", () => hands.choose([layer, unit], null), unitName(sizes().length, layer, unit));
    made.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && hands.hover([layer, unit]));
    made.addEventListener("pointerleave", () => hands.hover(null));
    made.addEventListener("focus", () => {
      here = [layer, unit];
      buttons.flat().forEach((other) => (other.tabIndex = other === made ? 0 : -1));
      if (made.matches(":focus-visible")) hands.hover(here);
    });
    made.addEventListener("blur", () => hands.hover(null));
    return made;
  }

  /** @param {number} n @param {number} layer */
  function head(n, layer) {
    const i = layer - 1;
    const fixed = settings.hide.includes("network");
    if (i < 0 || fixed) return html("div", {}, html("span", {}, layer > settings.hidden.length ? "output" : layer ? `hidden ${layer}` : "input"));
    if (i === settings.hidden.length) {
      const add = button("+", hands.addLayer, "one hidden layer more");
      add.disabled = i >= LIMITS.layers;
      return html("div", {}, html("span", {}, "output"), add);
    }
    const more = button("+", () => hands.addUnit(i), `one unit more in hidden layer ${layer}`);
    more.disabled = n >= LIMITS.units;
    const less = button("−", () => hands.removeUnit(i, n - 1), n > 1 ? `one unit less in hidden layer ${layer}` : `without hidden layer ${layer}`);
    return html("div", {}, html("span", {}, `hidden ${layer}`), more, less);
  }

  /** @param {PointerEvent} event */
  const spot = ({ clientX, clientY }) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  field.addEventListener("pointermove", (event) => {
    const on = event.target === canvas ? lineAt(places, spot(event)) : null;
    field.style.cursor = on ? "ew-resize" : "";
    if (String(on) === String(under)) return;
    under = on;
    if (!hands.playing()) draw();
  });
  field.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const at = buttons.flatMap((row, layer) => row.map((unit, j) => ({ unit, line: /** @type {Line} */ ([layer, j, -1]) }))).find(({ unit }) => unit === event.target);
    const line = at ? at.line : lineAt(places, spot(event));
    if (!line || line[0] === 0 || settings.hide.includes("weights")) return;
    dragged(event, line);
  });

  /** Follow a pointer that has taken a line, or a unit for its bias. @param {PointerEvent} down @param {Line} line */
  function dragged(down, [layer, unit, from]) {
    const at = placeOf(runOf().net, layer, unit, from);
    let begin = runOf().net.theta[at];
    let moving = false;
    const move = (/** @type {PointerEvent} */ event) => {
      const by = event.clientX - down.clientX;
      if (!moving && Math.abs(by) < STILL) return;
      if (!moving) {
        field.setPointerCapture(down.pointerId);
        hands.begin();
        hands.choose([layer, unit], from);
        begin = runOf().net.theta[at];
      }
      moving = true;
      hands.set(at, Number((begin + PER_PIXEL * by).toFixed(2)));
    };
    const end = (/** @type {PointerEvent} */ event) => {
      field.removeEventListener("pointermove", move);
      for (const name of ENDS) field.removeEventListener(name, end);
      if (moving) hands.end();
      else if (event.type === "pointerup" && down.target === canvas) hands.choose([layer, unit], from);
    };
    field.addEventListener("pointermove", move);
    for (const name of ENDS) field.addEventListener(name, end);
  }

  field.addEventListener("keydown", (event) => {
    const [layer, unit] = here;
    const way = arrow(event);
    if (way) {
      const to = Math.max(0, Math.min(buttons.length - 1, layer + way[0]));
      buttons[to][Math.max(0, Math.min(buttons[to].length - 1, unit - way[1]))].focus();
    } else if (event.key === "Escape") hands.choose(null, null);
    else if (layer < 1 || layer > settings.hidden.length || settings.hide.includes("network")) return;
    else if (event.key === "+") hands.addUnit(layer - 1);
    else if (event.key === "-" || event.key === "Delete") hands.removeUnit(layer - 1, unit);
  });

  /** Draw the run as it is, and the formula of the unit that is shown. */
  function draw() {
    const run = runOf();
    const begun = performance.now();
    if (!width || String(run.net.sizes) !== String(sizes()) || (hands.playing() && begun < rested)) return;
    const shown = unitShown(run.settings);
    picture.draw(run, places, shown, under ?? hands.line());
    say(text, shown ? formula(run.net, ...shown) : "Point at a unit to see what it makes of the plane; drag a line to change its weight.");
    rested = performance.now() + REST * (performance.now() - begun);
  }

  /** Put everything in its place. */
  function lay() {
    if (!width) return;
    places = placing(sizes(), width);
    canvas.style.height = `${places.height}px`;
    buttons.forEach((row, layer) =>
      row.forEach((unit, j) => {
        const { x, y } = places.units[layer][j];
        Object.assign(unit.style, { left: `${x}px`, top: `${y}px`, width: `${places.sides[layer]}px`, height: `${places.sides[layer]}px` });
        unit.tabIndex = layer === here[0] && j === here[1] ? 0 : -1;
      }),
    );
    draw();
  }
  const leave = onWidth(field, (now) => {
    width = now;
    lay();
  });

  return {
    el,
    draw,
    destroy: leave,
    /** @param {Settings} next */
    show(next) {
      settings = next;
      const key = String([...sizes(), ...next.hide]);
      if (key !== made) {
        made = key;
        build();
        lay();
      }
      buttons.forEach((row, layer) =>
        row.forEach((unit, j) => unit.setAttribute("aria-pressed", String(String(unitShown(next)) === String([layer, j])))),
      );
    },
    /** Say what has been chosen, to those who do not see it. */
    tell() {
      const { net, settings } = runOf();
      const shown = unitShown(settings);
      say(spoken, shown ? `${unitName(net.sizes.length, ...shown)}: ${formula(net, ...shown)}` : "the output of the network");
    },
  };
}

const ENDS = /** @type {const} */ (["pointerup", "pointercancel"]);
