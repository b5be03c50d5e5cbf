/** What units and weights are called, and a unit's formula with its numbers. Pure functions. */

/** @import { MLP } from "../../engine/network.js" */

const TERMS = 8; // of a formula that are written; of more the largest

/** @param {number} digits @param {string} signs */
const small = (digits, signs) => [...String(digits)].map((digit) => signs[Number(digit)]).join("");

/** Name a unit in words. @param {number} layers of the network, with inputs and outputs @param {number} layer @param {number} unit */
export function unitName(layers, layer, unit) {
  if (layer === 0) return `input ${unit + 1}`;
  return layer === layers - 1 ? `output ${unit + 1}` : `hidden layer ${layer}, unit ${unit + 1}`;
}

/** Name a unit by its sign. @param {number} layers @param {number} layer @param {number} unit */
export function unitSign(layers, layer, unit) {
  const below = small(unit + 1, "₀₁₂₃₄₅₆₇₈₉");
  if (layer === 0) return `x${below}`;
  return layer === layers - 1 ? `ŷ${below}` : `h${small(layer, "⁰¹²³⁴⁵⁶⁷⁸⁹")}${below}`;
}

/** Say what the large picture shows of a unit. @param {MLP} net @param {number} layer @param {number} unit */
export function unitCaption(net, layer, unit) {
  const name = unitName(net.sizes.length, layer, unit);
  const blue = `${name}: blue where its sum is positive`;
  return net.activations[layer - 1] === "relu" ? `${blue}; beyond the line it is 0.` : `${blue}, orange where it is negative, 0 on the line.`;
}

/** Find the place of a weight in θ; from -1: of the bias. @param {MLP} net @param {number} layer @param {number} unit @param {number} from */
export function placeOf(net, layer, unit, from) {
  const k = layer - 1;
  return from < 0 ? net.biasesAt[k] + unit : net.weightsAt[k] + from * net.sizes[layer] + unit;
}

/** Write a unit's formula. @param {MLP} net @param {number} layer @param {number} unit */
export function formula(net, layer, unit) {
  const layers = net.sizes.length;
  const sign = unitSign(layers, layer, unit);
  if (layer === 0) return `${sign} is a number of the input: it computes nothing.`;
  const all = Array.from({ length: net.sizes[layer - 1] }, (_, i) => ({ i, weight: net.theta[placeOf(net, layer, unit, i)] }));
  const written = [...all].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, TERMS).sort((a, b) => a.i - b.i);
  const terms = written.map(({ i, weight }) => `${signed(weight)} ${unitSign(layers, layer - 1, i)}`);
  if (all.length > TERMS) terms.push(`+ ${all.length - TERMS} more`);
  const sum = [...terms, signed(net.theta[placeOf(net, layer, unit, -1)])].join(" ").replace(/^\+ /, "").replace(/^− /, "−");
  const g = net.activations[layer - 1];
  return g && g !== "linear" ? `${sign} = ${g}(${sum})` : `${sign} = ${sum}`;
}

/** @param {number} value */
function signed(value) {
  return `${value < 0 ? "−" : "+"} ${Math.abs(value).toFixed(2)}`;
}
