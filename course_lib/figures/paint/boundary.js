/** The plane of the inputs, shaded by how likely class 1 is, with the line where both are equally likely; or by what a regression gives. */
import { GRID } from "../engine/pictures.js";
import { leastShown } from "../engine/units.js";
import { Raster } from "./raster.js";

/** @import { Run } from "../engine/run.js" */

export class Boundary extends Raster {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas);
    /** How likely class 1 is over the grid. @type {Float64Array} */
    this.p = new Float64Array(GRID * GRID);
    /** Whose points were painted last. @type {Run | null} */
    this.run = null;
    /** What else is drawn, in pixels of the style sheet, where hands draw points. @type {(c: CanvasRenderingContext2D, pixel: (value: number) => number) => void} */
    this.cursor = () => {};
  }

  /** Show what has been computed. @param {Run} run @param {Float64Array} p over the grid */
  draw(run, p) {
    this.p = p;
    this.paint(run);
  }

  /** Show it once more, and the points. @param {Run} run */
  paint(run) {
    this.run = run;
    if (!this.size) return;
    this.suit(run.net);
    const { context: c, scale, size } = this;
    const { reach } = run;
    const pixel = (/** @type {number} */ value) => ((value / reach + 1) / 2) * size;
    this.plane(this.p, GRID, leastShown(run));
    const places = new Float64Array(run.all.x.length);
    for (let i = 0; i < places.length; i++) places[i] = pixel(i % 2 ? -run.all.x[i] : run.all.x[i]);
    this.points(places, run.all.y, run.train.y.length);
    this.show();
    this.number([-reach, reach], [-reach, reach]);
    c.setTransform(scale, 0, 0, scale, 0, 0);
    this.cursor(c, (value) => pixel(value) / scale);
    c.resetTransform();
  }

  repaint() {
    if (this.run) this.paint(this.run);
  }
}
