/** Where the units of a network stand in its picture, and which line is near a place. Pure functions. */

/** @typedef {{ x: number, y: number }} Spot */
/** @typedef {{ width: number, height: number, sides: number[], units: Spot[][] }} Placing   `sides` of the units' squares, layer by layer */
/** @typedef {[layer: number, unit: number, from: number]} Line   into a unit, from one of the layer before */

const [SIDE, APART, HIGHEST] = [36, 10, 440]; // pixels
const REACH = 8; // pixels from a line at which it is meant

/** Find a place for each unit: layers side by side, units one below the other. @param {number[]} sizes @param {number} width @returns {Placing} */
export function placing(sizes, width) {
  const column = width / sizes.length;
  const pitches = sizes.map((n) => Math.min(SIDE + APART, HIGHEST / n));
  const sides = pitches.map((pitch) => Math.max(4, Math.min(0.6 * column, pitch - Math.min(APART, 2 + pitch / 8))));
  const height = Math.max(...sizes.map((n, layer) => n * pitches[layer])) + 4;
  const units = sizes.map((n, layer) =>
    Array.from({ length: n }, (_, j) => ({ x: column * (layer + 0.5), y: height / 2 + pitches[layer] * (j - (n - 1) / 2) })),
  );
  return { width, height, sides, units };
}

/** Find the line that is nearest to a place, if one is near enough. @param {Placing} placing @param {Spot} spot @returns {Line | null} */
export function lineAt({ units }, spot) {
  /** @type {Line | null} */
  let nearest = null;
  let least = REACH;
  for (let layer = 1; layer < units.length; layer++) {
    if (spot.x < units[layer - 1][0].x || spot.x > units[layer][0].x) continue;
    for (const [from, a] of units[layer - 1].entries()) {
      for (const [unit, b] of units[layer].entries()) {
        const far = distance(spot, a, b);
        if (far < least) [nearest, least] = [[layer, unit, from], far];
      }
    }
  }
  return nearest;
}

/** @param {Spot} spot @param {Spot} a @param {Spot} b @returns {number} from the line through a and b */
function distance(spot, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return Math.abs(dy * (spot.x - a.x) - dx * (spot.y - a.y)) / Math.hypot(dx, dy);
}
