/**
 * Challenges for the parameter counter: what can be built for so many parameters? Pure functions. A
 * challenge is met by a network that keeps to its rules and its budget while the next larger one of
 * its kind would not, or, where there is no next one, spends all of it.
 */
import { count } from "./counting.js";

/** @import { Net } from "./counting.js" */

/**
 * @typedef {{ ask: string, start: Net, budget: number, ends: [number, number],
 *   rule?: (net: Net) => string, larger?: (hidden: number[]) => number[], by?: string,
 *   met: string }} Challenge   `rule` says what is against the rules, or nothing
 */

/** @param {number[]} sizes @returns {Net} */
const biased = (sizes) => ({ sizes, biases: sizes.slice(1).map(() => true) });
/** @param {Net} net */
const allBiased = ({ biases }) => (biases.every(Boolean) ? "" : "Every layer needs its bias here.");
/** @param {number} n @returns {(net: Net) => string} */
const layersIn = (n) => ({ sizes }) =>
  sizes.length - 2 === n ? "" : `Here there must be ${n === 1 ? "one hidden layer" : `${n} hidden layers`}.`;

/** @type {Challenge[]} */
export const CHALLENGES = [
  {
    ask: "The widest: 2 inputs, 2 outputs, a bias in every layer and one hidden layer. How many units can it have for at most 102 parameters?",
    start: biased([2, 6, 2]),
    budget: 102,
    ends: [2, 2],
    rule: (net) => layersIn(1)(net) || allBiased(net),
    larger: ([units]) => [units + 1],
    by: "unit",
    met: "Each hidden unit costs 2 weights, a bias and 2 weights more.",
  },
  {
    ask: "The same budget spent on depth: three hidden layers of equal width, biases everywhere, at most 102 parameters. How wide can they be?",
    start: biased([2, 3, 3, 3, 2]),
    budget: 102,
    ends: [2, 2],
    rule: (net) => {
      const [first, ...rest] = net.sizes.slice(1, -1);
      return layersIn(3)(net) || allBiased(net) || (rest.every((n) => n === first) ? "" : "All three hidden layers must be equally wide.");
    },
    larger: (hidden) => hidden.map((n) => n + 1),
    by: "unit in each layer",
    met: "15 hidden units in three layers where a single layer had 20: between two hidden layers the width costs its square.",
  },
  {
    ask: "The deepest: 2 inputs, 2 outputs, biases everywhere, and at least 4 units in each hidden layer. How many hidden layers do you get for at most 100 parameters?",
    start: biased([2, 4, 2]),
    budget: 100,
    ends: [2, 2],
    rule: (net) => allBiased(net) || (net.sizes.slice(1, -1).every((n) => n >= 4) ? "" : "Each hidden layer needs at least 4 units."),
    larger: (hidden) => [...hidden, 4].fill(4),
    by: "layer",
    met: "Once the first is paid for, each further layer of 4 units costs 4 · 4 + 4.",
  },
  {
    ask: "To the point: from 4 inputs to 3 outputs with exactly 100 parameters. Layers and biases are yours to choose.",
    start: biased([4, 6, 3]),
    budget: 100,
    ends: [4, 3],
    met: "There are other ways. The count alone does not tell which network is meant.",
  },
];

/**
 * Say how far a network is.
 * @param {Challenge} challenge @param {Net} net @returns {{ met: boolean, text: string }}
 */
export function judge({ budget, ends, rule, larger, by, met }, net) {
  const { sizes, biases } = net;
  const total = count(sizes, biases);
  if (sizes[0] !== ends[0] || sizes.at(-1) !== ends[1]) {
    return { met: false, text: `This one asks for ${ends[0]} inputs and ${ends[1]} outputs.` };
  }
  const against = rule?.(net) || (sizes.length > 2 ? "" : "It needs a hidden layer.");
  if (against) return { met: false, text: against };
  if (total > budget) return { met: false, text: `${total} of ${budget}: ${total - budget} too many.` };
  if (!larger) {
    if (total < budget) return { met: false, text: `${total} of ${budget}: ${budget - total} still to be spent.` };
    return { met: true, text: `${total} of ${budget}: met. ${met}` };
  }
  const next = biased([sizes[0], ...larger(sizes.slice(1, -1)), sizes[sizes.length - 1]]);
  const price = count(next.sizes, next.biases);
  if (price <= budget) return { met: false, text: `${total} of ${budget}: it fits, and one ${by} more would still fit.` };
  return { met: true, text: `${total} of ${budget}: met. One ${by} more would need ${price}. ${met}` };
}
