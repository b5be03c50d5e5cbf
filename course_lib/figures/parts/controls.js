/** Buttons, sliders and fields, each under its name, and what hands do on a picture. */
import { html } from "./dom.js";

/** @param {string} [label] what it says to those who do not see it, if that is more than its text */
export function button(text, onclick, label) {
  return html("button", { type: "button", "aria-label": label, onclick }, text);
}

export function labelled(text, input) {
  return html("label", {}, html("span", {}, text), input);
}

/** @param {{ min: number, max: number, step?: number }} limits */
export function slider(label, limits, onnumber) {
  const oninput = ({ target }) => onnumber(Number(target.value));
  return html("input", { type: "range", "aria-label": label, ...limits, oninput });
}

export function checkbox(label, onswitch) {
  const onchange = ({ target }) => onswitch(target.checked);
  return html("input", { type: "checkbox", "aria-label": label, onchange });
}

/** A number that counts once it is one. */
export function number(label, limits, onnumber) {
  const onchange = ({ target }) => target.value !== "" && target.validity.valid && onnumber(Number(target.value));
  return html("input", { type: "number", "aria-label": label, ...limits, onchange });
}

/** @param {[string | number, string][]} choices values and what they are called */
export function select(label, choices, onchoice = () => {}) {
  const onchange = ({ target }) => onchoice(target.value);
  const element = html("select", { "aria-label": label, onchange });
  options(element, choices);
  return element;
}

/** Other choices for a menu; they are made anew only where they differ. */
export function options(element, choices, chosen = element.value) {
  const wanted = choices.map(([value, text]) => html("option", { value }, text));
  const same = wanted.length === element.options.length && wanted.every((o, i) => o.text === element.options[i].text);
  if (!same) element.replaceChildren(...wanted);
  element.value = String(chosen);
}

/** Where an arrow key leads, [to the right, upwards]; undefined for any other key. */
export function arrow(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
  if (way) event.preventDefault();
  return way;
}

/** Where a pointer is in a picture, from [-1, -1] at the lower left to [1, 1]. */
export function pointed({ clientX, clientY, currentTarget }) {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return [(2 * (clientX - left)) / width - 1, 1 - (2 * (clientY - top)) / height];
}
