/** Buttons, sliders and fields, each under its name, and what hands do on a picture. */
import { html } from "./dom.js";

/**
 * Make a button.
 * @param {string | number} text
 * @param {() => void} onclick
 * @param {string} [label] what it says to those who do not see it, if that is more than its text
 */
export function button(text, onclick, label) {
  return html("button", { type: "button", "aria-label": label, onclick }, text);
}

/** Put a name before a field. @param {string} text @param {HTMLElement} input */
export function labelled(text, input) {
  return html("label", {}, html("span", {}, text), input);
}

/**
 * Make a slider.
 * @param {string} label
 * @param {{ min: number, max: number, step?: number }} limits
 * @param {(value: number) => void} onnumber
 */
export function slider(label, limits, onnumber) {
  const input = html("input", { type: "range", "aria-label": label, ...limits });
  input.addEventListener("input", () => onnumber(input.valueAsNumber));
  return input;
}

/** Make a box to tick. @param {string} label @param {(on: boolean) => void} onswitch */
export function checkbox(label, onswitch) {
  const input = html("input", { type: "checkbox", "aria-label": label });
  input.addEventListener("change", () => onswitch(input.checked));
  return input;
}

/**
 * Make a field for a number. What is not taken is said under it, and the field shows again what runs.
 * @param {string} label
 * @param {{ min?: number, max?: number, step: number | "any", takes: string }} limits
 * @param {(value: number) => void} onnumber
 */
export function number(label, { takes, ...limits }, onnumber) {
  const input = html("input", { type: "number", "aria-label": label, ...limits });
  const refused = html("span", { class: "cf-refused", role: "alert" });
  input.addEventListener("change", () => {
    const taken = input.value !== "" && input.validity.valid;
    refused.remove();
    if (taken) return onnumber(Number(input.value));
    const given = input.value === "" ? "This" : input.value.replace("-", "−");
    refused.textContent = `${given} is not ${takes}. What runs is ${input.dataset.runs}.`;
    input.after(refused);
    input.value = input.dataset.runs ?? "";
  });
  return input;
}

/**
 * Make a menu.
 * @param {string} label
 * @param {[value: string | number, text: string][]} choices values and what they are called
 * @param {(value: string) => void} [onchoice]
 */
export function select(label, choices, onchoice = () => {}) {
  const element = html("select", { "aria-label": label });
  element.addEventListener("change", () => onchoice(element.value));
  options(element, choices);
  return element;
}

/**
 * Offer other choices in a menu; they are made anew only where they differ.
 * @param {HTMLSelectElement} element
 * @param {[value: string | number, text: string][]} choices
 * @param {string | number} [chosen]
 */
export function options(element, choices, chosen = element.value) {
  const wanted = choices.map(([value, text]) => html("option", { value }, text));
  const same = wanted.length === element.options.length && wanted.every((o, i) => o.text === element.options[i].text);
  if (!same) element.replaceChildren(...wanted);
  element.value = String(chosen);
}

/** Let a field show a number, but leave what is being typed. @param {HTMLInputElement} input @param {number} value */
export function enter(input, value) {
  input.dataset.runs = String(value);
  if (document.activeElement !== input || Number(input.value) !== value) input.value = String(value);
}

/** @type {Record<string, [right: number, up: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Tell where an arrow key leads, [to the right, upwards]; undefined for any other key. @param {KeyboardEvent} event */
export function arrow(event) {
  if (!Object.hasOwn(ARROWS, event.key)) return undefined;
  event.preventDefault();
  return ARROWS[event.key];
}

/**
 * Tell where a pointer or a finger is in a picture, from [-1, -1] at the lower left to [1, 1].
 * @param {{ clientX: number, clientY: number, currentTarget?: EventTarget | null }} at
 * @param {EventTarget | null} [picture] @returns {[number, number]}
 */
export function pointed({ clientX, clientY, currentTarget = null }, picture = currentTarget) {
  const { left, top, width, height } = /** @type {Element} */ (picture).getBoundingClientRect();
  return [(2 * (clientX - left)) / width - 1, 1 - (2 * (clientY - top)) / height];
}
