/** A grid of the plane after it has gone through a network: cells in the shade of their class, and lines. */
import { MESH } from "../engine/pictures.js";
import { packed } from "./colours.js";
import { Raster, mixed } from "./raster.js";

/** @import { Range } from "./ticks.js" */

const STROKE = 0.65; // of a line's colour

/** @template {unknown[]} What @extends {Raster<What>} */
export class Mesh extends Raster {
  /**
   * Paint the cells, and every second line.
   * @param {Float64Array} places in pixels, row by row
   * @param {Float64Array} p how likely class 1 is at each
   */
  paintMesh(places, p) {
    for (let row = 0; row < MESH - 1; row++) {
      for (let column = 0; column < MESH - 1; column++) {
        const i = row * MESH + column;
        this.triangle(places, p, i, i + 1, i + MESH);
        this.triangle(places, p, i + 1, i + MESH, i + MESH + 1);
      }
    }
    const colour = packed(this.colours.mesh);
    for (let line = 0; line < MESH; line += 2) {
      for (let i = 0; i + 1 < MESH; i++) {
        this.line(places, line * MESH + i, line * MESH + i + 1, colour);
        this.line(places, i * MESH + line, (i + 1) * MESH + line, colour);
      }
    }
  }

  /**
   * Fill the triangle whose corners are the places a, b and c, row by row, from shade to shade.
   * @param {Float64Array} places @param {Float64Array} p
   * @param {number} a @param {number} b @param {number} c
   */
  triangle(places, p, a, b, c) {
    const { pixels, shades, size } = this;
    const ax = places[2 * a];
    const ay = places[2 * a + 1];
    const bx = places[2 * b];
    const by = places[2 * b + 1];
    const cx = places[2 * c];
    const cy = places[2 * c + 1];
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    const toB = area ? (p[b] - p[a]) / area : 0;
    const toC = area ? (p[c] - p[a]) / area : 0;
    const along = toB * (cy - ay) - toC * (by - ay); // from pixel to pixel
    const down = toC * (bx - ax) - toB * (cx - ax);
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy)));
    const bottom = Math.min(size - 1, Math.floor(Math.max(ay, by, cy)));
    for (let y = top; y <= bottom; y++) {
      const u = cut(ax, ay, bx, by, y);
      const v = cut(bx, by, cx, cy, y);
      const w = cut(cx, cy, ax, ay, y);
      // Two of the three sides cross a row; NaN stands for the one that does not.
      const one = u !== u ? v : u;
      const other = u === u && v === v ? v : w;
      const left = Math.max(0, Math.ceil(Math.min(one, other)));
      const right = Math.min(size - 1, Math.max(one, other));
      let value = p[a] + (left - ax) * along + (y - ay) * down;
      for (let x = left; x <= right; x++, value += along) pixels[y * size + x] = shades[value > 0 ? (value < 1 ? (255 * value) | 0 : 255) : 0];
    }
  }

  /**
   * Draw a line from place a to place b, half of it and half of what is below, with soft edges.
   * @param {Float64Array} places @param {number} a @param {number} b @param {number} colour
   */
  line(places, a, b, colour) {
    const { pixels, size } = this;
    const x0 = places[2 * a];
    const y0 = places[2 * a + 1];
    const dx = places[2 * b] - x0;
    const dy = places[2 * b + 1] - y0;
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) || 1;
    const steep = Math.abs(dy) > Math.abs(dx);
    const aside = steep ? 1 : size; // to the pixel beside
    for (let s = 0; s <= steps; s++) {
      const x = x0 + (dx * s) / steps;
      const y = y0 + (dy * s) / steps;
      const column = steep ? Math.floor(x) : Math.round(x);
      const row = steep ? Math.round(y) : Math.floor(y);
      if (!(column >= 0 && row >= 0 && column < size - 1 && row < size - 1)) continue;
      const at = row * size + column;
      const second = steep ? x - column : y - row;
      pixels[at] = mixed(pixels[at], colour, STROKE * (1 - second));
      pixels[at + aside] = mixed(pixels[at + aside], colour, STROKE * second);
    }
  }
}

/**
 * Turn values into pixels, so that all of them are in the picture.
 * @param {number} size of the picture
 * @param {...Float64Array} all places, [x₀, y₀, …]
 * @returns {Range[]} what the picture then shows across and upwards
 */
export function fit(size, ...all) {
  return [0, 1].map((coordinate) => {
    let [low, high] = [Infinity, -Infinity];
    for (const places of all) {
      for (let i = coordinate; i < places.length; i += 2) {
        if (places[i] < low) low = places[i];
        if (places[i] > high) high = places[i];
      }
    }
    const middle = (low + high) / 2;
    const scale = (0.45 * size) / Math.max((high - low) / 2, 1e-9);
    for (const places of all) {
      for (let i = coordinate; i < places.length; i += 2) {
        const from = (places[i] - middle) * scale;
        places[i] = size / 2 + (coordinate ? -from : from);
      }
    }
    return /** @type {Range} */ (high > low ? [middle - size / 2 / scale, middle + size / 2 / scale] : [low, low]);
  });
}

/**
 * Find where a side crosses a row; NaN if it does not.
 * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {number} y
 */
function cut(x0, y0, x1, y1, y) {
  return y0 > y === y1 > y ? NaN : x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
}
