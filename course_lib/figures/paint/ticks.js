/** Numbers along the edges of a picture of the plane. */

/** @import { Colours } from "./colours.js" */

/** @typedef {[low: number, high: number]} Range   what the picture shows, from edge to edge */

const FONT = 11;
const [APART, EDGE] = [58, 16]; // pixels of the style sheet: from a number to the next, at least; none so near to a corner

/**
 * Choose round numbers within a range: steps of 1, 2 or 5 times a power of ten.
 * @param {Range} range @param {number} most how many
 */
export function round([low, high], most) {
  const least = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−") };
  });
}

/**
 * Write the numbers of both axes into a square picture, readable on every ground.
 * @param {CanvasRenderingContext2D} c in pixels of the style sheet @param {number} size of those
 * @param {Range} across @param {Range} upwards @param {Colours} colours
 */
export function ticks(c, size, across, upwards, { ink, page }) {
  const along = (/** @type {Range} */ range) => {
    const [low, high] = range;
    if (!(high - low > 0 && Number.isFinite(high - low))) return []; // a plane that has shrunk to a line
    const all = round(range, size / APART).map(({ value, text }) => ({ at: (size * (value - low)) / (high - low), text }));
    return all.filter(({ at }) => at > EDGE && at < size - EDGE);
  };
  const write = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => {
    c.strokeText(text, x, y);
    c.fillText(text, x, y);
  };
  c.font = `${FONT}px sans-serif`;
  c.fillStyle = ink;
  c.strokeStyle = page;
  c.lineWidth = 3;
  c.lineJoin = "round";
  c.textAlign = "center";
  for (const { at, text } of along(across)) {
    c.fillRect(at - 0.5, size - 4, 1, 4);
    write(text, at, size - 7);
  }
  c.textAlign = "left";
  for (const { at, text } of along(upwards)) {
    c.fillRect(0, size - at - 0.5, 4, 1);
    write(text, 7, size - at + 4);
  }
}
