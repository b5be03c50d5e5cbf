/** The plane of the inputs, shaded by how likely class 1 is, with the line where both are equally likely; or by what a regression gives. */
import { GRID } from "../engine/pictures.js";
import { leastShown } from "../engine/units.js";
import { Raster } from "./raster.js";

/** @import { Run } from "../engine/run.js" */

/** @extends {Raster<[run: Run, p: Float64Array]>} */
export class Boundary extends Raster {
  /** What else is drawn, in pixels of the style sheet, where hands draw points. @type {(c: CanvasRenderingContext2D, pixel: (value: number) => number) => void} */
  cursor = () => {};

  /** @param {Run} run whose points are shown @param {Float64Array} p how likely class 1 is over the grid */
  paint(run, p) {
    this.suit(run.net);
    const { context: c, scale, size } = this;
    const { reach } = run;
    const pixel = (/** @type {number} */ value) => ((value / reach + 1) / 2) * size;
    this.plane(p, GRID, leastShown(run));
    const places = new Float64Array(run.all.x.length);
    for (let i = 0; i < places.length; i++) places[i] = pixel(i % 2 ? -run.all.x[i] : run.all.x[i]);
    this.points(places, run.all.y, run.train.y.length);
    this.show();
    this.number([-reach, reach], [-reach, reach]);
    c.setTransform(scale, 0, 0, scale, 0, 0);
    this.cursor(c, (value) => pixel(value) / scale);
    c.resetTransform();
  }
}
