/**
 * Powers of x out of r + 1 units: Σ (−1)^(r−j) C(r, j) g((j − r/2) step x + b), divided by step^r and the
 * r-th derivative of g at b. Pure functions.
 */

/** @typedef {"tanh" | "sigmoid" | "sine" | "square"} Kind */
/** @typedef {(z: number) => number} Fn */

/** Each function's name, the function, and its first three derivatives. @type {Record<Kind, [name: string, g: Fn, derivatives: Fn[]]>} */
export const KINDS = {
  tanh: [
    "tanh",
    Math.tanh,
    [(z) => 1 - Math.tanh(z) ** 2, (z) => -2 * Math.tanh(z) * (1 - Math.tanh(z) ** 2), (z) => (1 - Math.tanh(z) ** 2) * (6 * Math.tanh(z) ** 2 - 2)],
  ],
  sigmoid: [
    "sigmoid",
    sigmoid,
    [(z) => rise(z), (z) => rise(z) * (1 - 2 * sigmoid(z)), (z) => rise(z) * (1 - 6 * sigmoid(z) + 6 * sigmoid(z) ** 2)],
  ],
  sine: ["sine", Math.sin, [Math.cos, (z) => -Math.sin(z), (z) => -Math.cos(z)]],
  square: ["z², a polynomial", (z) => z * z, [(z) => 2 * z, () => 2, () => 0]],
};

/** Pascal's numbers with their signs: that of the last is +. @type {Record<number, number[]>} */
export const SIGNED = { 1: [-1, 1], 2: [1, -2, 1], 3: [-1, 3, -3, 1] };

/** @param {number} z */
function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}

/** The slope of the sigmoid. @param {number} z */
function rise(z) {
  return sigmoid(z) * (1 - sigmoid(z));
}

/**
 * Build the units, each with its sign, and the network.
 * @param {Kind} kind @param {number} r the power, 1 to 3 @param {number} step @param {number} b the bias
 */
export function powers(kind, r, step, b) {
  const [, g, derivatives] = KINDS[kind];
  const units = SIGNED[r].map((sign, j) => (/** @type {number} */ x) => sign * g((j - r / 2) * step * x + b));
  const derivative = derivatives[r - 1](b);
  const possible = Math.abs(derivative) > 1e-9; // else there is nothing to divide by
  const scale = possible ? 1 / (step ** r * derivative) : 0;
  const at = (/** @type {number} */ x) => scale * units.reduce((sum, unit) => sum + unit(x), 0);
  return { units, at, scale, possible };
}

/** Find the largest distance from x^r on [-2, 2]. @param {Fn} at @param {number} r */
export function largestError(at, r) {
  return Array.from({ length: 401 }, (_, i) => i / 100 - 2).reduce((most, x) => Math.max(most, Math.abs(at(x) - x ** r)), 0);
}

const [COUNTS, POWERS] = [["two", "three", "four"], ["x", "x²", "x³"]];

/** Say what the figure is about, in a line. @param {number} r @param {boolean} possible */
export function idea(r, possible) {
  const what = possible ? "a small step apart, make" : "however small the step, do not make";
  return `${COUNTS[r - 1]} units, ${what} ${POWERS[r - 1]}.`.replace(/^./, (first) => first.toUpperCase());
}

/** Say what the picture shows. @param {Kind} kind @param {number} r @param {number} step @param {number} b */
export function told(kind, r, step, b) {
  const { at, scale, possible } = powers(kind, r, step, b);
  const [two, power] = [COUNTS[r - 1], POWERS[r - 1]];
  if (!possible) {
    const why = kind === "square" && r === 3 ? "The third derivative of z² is 0 everywhere, so no bias helps: a polynomial makes its own degree and no more." : "Another bias helps.";
    return `The sum of the ${two} units vanishes: the derivative that should make ${power} is 0 at b = ${show(b)}. ${why}`;
  }
  const error = largestError(at, r);
  const spoilt = step < 0.01 && error > 0.1 ? " Rounding has spoilt it: the sum is so small that few of its digits are right." : "";
  return `With a step of ${show(step)} the ${two} units make ${power} with a largest error of ${show(error)}. The sum is multiplied by ${show(scale)}.${spoilt}`;
}

/** Write a number with three digits, very small and very large ones with a power of ten. @param {number} value */
export function show(value) {
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return text.replace("-", "−").replace("e+", "e").replace("e-", "e−");
}
