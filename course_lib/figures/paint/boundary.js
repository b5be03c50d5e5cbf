/** The plane of the inputs, shaded by how likely class 1 is, with the line where both are equally likely. */
import { GRID } from "../engine/pictures.js";
import { leastShown } from "../engine/units.js";
import { packed } from "./colours.js";
import { PIXELS, Raster } from "./raster.js";

/** @import { Run } from "../engine/run.js" */

const CELL = PIXELS / (GRID - 1); // pixels from a point of the grid to the next

export class Boundary extends Raster {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas);
    /** How likely class 1 is over the grid. @type {Float64Array} */
    this.p = new Float64Array(GRID * GRID);
    /** What else is drawn, where hands draw points. @type {(c: CanvasRenderingContext2D, pixel: (value: number) => number) => void} */
    this.cursor = () => {};
  }

  /** Show what has been computed. @param {Run} run @param {Float64Array} p over the grid */
  draw(run, p) {
    this.p = p;
    this.paint(run);
  }

  /** Show it once more, and the points. @param {Run} run */
  paint(run) {
    const pixel = (/** @type {number} */ value) => ((value / run.reach + 1) / 2) * PIXELS;
    this.plane(leastShown(run));
    const places = Float64Array.from(run.all.x, (v, i) => pixel(i % 2 ? -v : v));
    this.points(places, run.all.y, run.train.y.length);
    this.show();
    this.cursor(this.context, pixel);
  }

  /** Paint the plane: between the points of the grid the probability is interpolated; where it passes ½, ink. @param {number} least what is less is shaded as this */
  plane(least) {
    const { p, pixels, shades: shade } = this;
    const ink = packed(this.colours.ink);
    const row = new Float64Array(GRID);
    const above = new Uint8Array(PIXELS);
    for (let y = 0; y < PIXELS; y++) {
      const top = Math.floor(y / CELL) * GRID;
      const down = (y % CELL) / CELL;
      for (let g = 0; g < GRID; g++) row[g] = p[top + g] + (p[top + GRID + g] - p[top + g]) * down;
      let before = row[0] > 0.5 ? 1 : 0;
      for (let g = 0, x = 0; g < GRID - 1; g++) {
        const by = (row[g + 1] - row[g]) / CELL;
        let value = row[g];
        for (let k = 0; k < CELL; k++, x++, value += by) {
          const side = value > 0.5 ? 1 : 0;
          const at = y * PIXELS + x;
          pixels[at] = shade[(255 * (value < least ? least : value)) | 0]; // NaN becomes 0
          if (side !== before || (y && side !== above[x])) {
            pixels[at] = ink;
            if (x) pixels[at - 1] = ink;
            if (y) pixels[at - PIXELS] = ink;
          }
          before = above[x] = side;
        }
      }
    }
  }
}
