/**
 * How many parameters a fully connected network has. Pure functions; `count` agrees with
 * course_lib's count_parameters (a test compares them).
 */

export const MAX_UNITS = 1000;
export const MAX_LAYERS = 8;

/**
 * @typedef {{ sizes: number[], biases: boolean[] }} Net   units per layer, and a switch for each step
 * @typedef {{ from: number, to: number, bias: boolean, weights: number, biases: number,
 *   parameters: number }} Step   from one layer to the next
 */

/** Count step by step. @param {number[]} sizes units per layer @param {boolean[]} biases @returns {Step[]} */
export function steps(sizes, biases) {
  return sizes.slice(1).map((to, i) => {
    const weights = sizes[i] * to;
    const count = biases[i] ? to : 0;
    return {
      from: sizes[i],
      to,
      bias: biases[i],
      weights,
      biases: count,
      parameters: weights + count,
    };
  });
}

/** Count all parameters. @param {number[]} sizes @param {boolean[]} biases */
export function count(sizes, biases) {
  return steps(sizes, biases).reduce((sum, step) => sum + step.parameters, 0);
}

/** Write the sum out: `(4·6 + 6) + (6·5 + 5) + 5·3`. @param {Step[]} all */
export function formula(all) {
  return all
    .map(({ from, to, bias }) => {
      const term = `${from}·${to}`;
      if (!bias) return term;
      return all.length > 1 ? `(${term} + ${to})` : `${term} + ${to}`;
    })
    .join(" + ");
}

/**
 * Make a network that can be drawn, from whatever stands in the model: at least an input and an output
 * layer, whole numbers from 1 to MAX_UNITS, one bias switch for each step (on where none is given).
 * @param {unknown} sizes @param {unknown} biases @returns {Net}
 */
export function tidy(sizes, biases) {
  const given = Array.isArray(sizes) ? sizes.slice(0, MAX_LAYERS) : [];
  const units = given.map((n) => Math.min(MAX_UNITS, Math.max(1, Math.round(Number(n)) || 1)));
  while (units.length < 2) units.push(1);
  const switches = Array.isArray(biases) ? biases : [];
  return { sizes: units, biases: units.slice(1).map((_, i) => switches[i] !== false) };
}

/** Name a layer. @param {number} index 0 … layers - 1 @param {number} layers */
export function layerName(index, layers) {
  if (index === 0) return "input";
  return index === layers - 1 ? "output" : `hidden ${index}`;
}

/** Write a whole number as people read it: 1234567 → "1 234 567", with thin no-break spaces. @param {number} number */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
