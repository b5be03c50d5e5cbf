/** What hands do to a network, each a new one. Pure functions. */

/** @import { Net } from "./counting.js" */

/** Give a layer other units. @param {Net} net @param {number} layer @param {number} units @returns {Net} */
export function resized({ sizes, biases }, layer, units) {
  return { sizes: replaced(sizes, layer, units), biases };
}

/** Put a hidden layer between `layer` and the next, with a bias. @param {Net} net @param {number} layer @returns {Net} */
export function inserted({ sizes, biases }, layer) {
  return {
    sizes: [...sizes.slice(0, layer + 1), 4, ...sizes.slice(layer + 1)],
    biases: [...biases.slice(0, layer), true, ...biases.slice(layer)],
  };
}

/** Take a hidden layer out. @param {Net} net @param {number} layer @returns {Net} */
export function removed({ sizes, biases }, layer) {
  return { sizes: without(sizes, layer), biases: without(biases, layer - 1) };
}

/** Switch the bias of a step. @param {Net} net @param {number} step @param {boolean} on @returns {Net} */
export function switched({ sizes, biases }, step, on) {
  return { sizes, biases: replaced(biases, step, on) };
}

/** @template T @param {T[]} list @param {number} index @param {T} value */
function replaced(list, index, value) {
  return list.map((old, i) => (i === index ? value : old));
}

/** @template T @param {T[]} list @param {number} index */
function without(list, index) {
  return list.filter((_, i) => i !== index);
}
