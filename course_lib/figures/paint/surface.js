/** A surface over the plane, as a map: shades between its levels, and a line along each of them. */
import { packed } from "./colours.js";
import { Raster, mixed } from "./raster.js";

const LINE = 0.45; // of the ink's strength

/** @extends {Raster<[]>} */
export class Surface extends Raster {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} reach what the picture shows, from -reach to reach both ways
   * @param {number} levels how many shades
   * @param {(x: number) => (y: number) => number} column gives the level of every place above x, with fractions
   */
  constructor(canvas, reach, levels, column) {
    super(canvas);
    this.reach = reach;
    this.levels = levels;
    this.column = column;
    this.draw();
  }

  paint() {
    const { column, levels, pixels, reach, scale, size } = this;
    const [low, high, ink] = [this.colours.page, this.colours.blue, this.colours.ink].map(packed);
    const place = (/** @type {number} */ pixel) => reach * ((2 * (pixel + 0.5)) / size - 1);
    const level = new Float64Array(size * size);
    for (let x = 0; x < size; x++) {
      const at = column(place(x));
      for (let y = 0; y < size; y++) level[y * size + x] = at(-place(y));
    }
    for (let i = 0; i < level.length; i++) {
      const value = Math.max(0, level[i]);
      pixels[i] = mixed(low, high, 1 - 0.87 ** value);
      const [right, below] = [level[i + 1] - level[i], level[i + size] - level[i]];
      const slope = Math.hypot(right, below); // from pixel to pixel
      const nearest = Math.min(levels - 1, Math.round(value));
      const away = Math.abs(level[i] - nearest) / slope; // pixels to the next line
      if (nearest > 0 && away < scale && slope < 0.5) pixels[i] = mixed(pixels[i], ink, LINE * Math.min(1, scale - away));
    }
    this.show();
    this.number([-reach, reach], [-reach, reach]);
  }}
