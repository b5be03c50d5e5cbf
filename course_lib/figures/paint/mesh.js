/** A grid of the plane after it has gone through a network: cells in the shade of their class, and lines. */
import { MESH } from "../engine/pictures.js";
import { packed } from "./colours.js";
import { PIXELS, Raster } from "./raster.js";

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
        const colour = this.shade((p[i] + p[i + 1] + p[i + MESH] + p[i + MESH + 1]) / 4);
        this.triangle(places, i, i + 1, i + MESH, colour);
        this.triangle(places, i + 1, i + MESH, i + MESH + 1, colour);
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
   * Fill the triangle whose corners are the places a, b and c, row by row.
   * @param {Float64Array} places
   * @param {number} a @param {number} b @param {number} c @param {number} colour
   */
  triangle(places, a, b, c, colour) {
    const ax = places[2 * a];
    const ay = places[2 * a + 1];
    const bx = places[2 * b];
    const by = places[2 * b + 1];
    const cx = places[2 * c];
    const cy = places[2 * c + 1];
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy)));
    const bottom = Math.min(PIXELS - 1, Math.floor(Math.max(ay, by, cy)));
    for (let y = top; y <= bottom; y++) {
      const u = cut(ax, ay, bx, by, y);
      const v = cut(bx, by, cx, cy, y);
      const w = cut(cx, cy, ax, ay, y);
      // Two of the three sides cross a row; NaN stands for the one that does not.
      const one = u !== u ? v : u;
      const other = u === u && v === v ? v : w;
      const left = Math.max(0, Math.ceil(Math.min(one, other)));
      const right = Math.min(PIXELS - 1, Math.max(one, other));
      for (let x = left; x <= right; x++) this.pixels[y * PIXELS + x] = colour;
    }
  }

  /**
   * Draw a line from place a to place b, half of it and half of what is below.
   * @param {Float64Array} places @param {number} a @param {number} b @param {number} colour
   */
  line(places, a, b, colour) {
    const x0 = places[2 * a];
    const y0 = places[2 * a + 1];
    const dx = places[2 * b] - x0;
    const dy = places[2 * b + 1] - y0;
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) || 1;
    const half = (colour & 0xfefefe) >>> 1;
    for (let s = 0; s <= steps; s++) {
      const x = Math.round(x0 + (dx * s) / steps);
      const y = Math.round(y0 + (dy * s) / steps);
      if (x < 0 || y < 0 || x >= PIXELS || y >= PIXELS) continue;
      const at = y * PIXELS + x;
      this.pixels[at] = (255 << 24) | (half + ((this.pixels[at] & 0xfefefe) >>> 1));
    }
  }
}

/**
 * Turn values into pixels, so that all of them are in the picture.
 * @param {...Float64Array} all places, [x₀, y₀, …]
 */
export function fit(...all) {
  for (const coordinate of [0, 1]) {
    let [low, high] = [Infinity, -Infinity];
    for (const places of all) {
      for (let i = coordinate; i < places.length; i += 2) {
        if (places[i] < low) low = places[i];
        if (places[i] > high) high = places[i];
      }
    }
    const middle = (low + high) / 2;
    const scale = (0.45 * PIXELS) / Math.max((high - low) / 2, 1e-9);
    for (const places of all) {
      for (let i = coordinate; i < places.length; i += 2) {
        const from = (places[i] - middle) * scale;
        places[i] = PIXELS / 2 + (coordinate ? -from : from);
      }
    }
  }
}

/**
 * Find where a side crosses a row; NaN if it does not.
 * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {number} y
 */
function cut(x0, y0, x1, y1, y) {
  return y0 > y === y1 > y ? NaN : x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
}
