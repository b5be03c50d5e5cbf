/** What every unit of the network holds, and how it comes about, in words. Pure functions. */
import { ACTIVATIONS, activate } from "../../engine/activations.js";

/** @import { Activation } from "../../types.js" */

/**
 * @typedef {{ sizes: number[], activations: Activation[], biases: boolean[], theta: number[], input: number[] }} Net
 *   as in Python; a switch says whether a step has biases
 * @typedef {[layer: number, unit: number, from: number]} Chosen   the first unit is 0; `from` is a unit of the layer before,
 *   its size for the bias, or -1 for none
 * @typedef {{ weights: number, bias: number }} Place   where a step begins in θ; `bias` is -1 where there is none
 * @typedef {{ z: number[], h: number[] }} Layer   the weighted sums, and the outputs
 */

export const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶";

/**
 * Find where the weights and the bias of each step begin in θ.
 * @param {number[]} sizes @param {boolean[]} biases @returns {Place[]}
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

/** Compute all layers of the network, from the input to the output. @param {Net} net */
export function layers({ sizes, activations, biases, theta, input }) {
  /** @type {Layer[]} */
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

/** Say what is chosen and, for a unit that computes, its sum. @param {Net & { chosen: Chosen }} net @param {Layer[]} all */
export function told({ sizes, activations, biases, theta, input, chosen: [layer, unit, from] }, all) {
  if (!layer) return `Input unit ${unit + 1} holds ${two(input[unit])}.  It computes nothing: it is a number of the input.`;
  const k = layer - 1;
  const { weights, bias } = places(sizes, biases)[k];
  const terms = all[k].h.map((h, i) => `${two(h)}·${two(theta[weights + i * sizes[layer] + unit])}`);
  if (bias >= 0) terms.push(two(theta[bias + unit]));
  const sum = `${terms.join(" + ")} = ${two(all[layer].z[unit])}`;
  const name = `${layer === sizes.length - 1 ? "output" : `h${SUPERSCRIPTS[layer]}`}${"₁₂₃₄₅₆₇₈"[unit]}`;
  const g = activations[k];
  const out = g ? `, and ${g} makes ${two(all[layer].h[unit])} of it` : "; no function follows";
  const which =
    from < 0 ? "" : from === sizes[k] ? `Bias of unit ${unit + 1}.  ` : `Weight from unit ${from + 1} to unit ${unit + 1}.  `;
  return `${which}${name}: ${sum}${out}.`;
}

/** Write two digits, with a real minus. @param {number} value */
export function two(value) {
  return value.toFixed(2).replace(/^-(0\.00)$/, "$1").replace("-", "−");
}
