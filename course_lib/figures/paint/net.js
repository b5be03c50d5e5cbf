/** A network as a picture: in each unit what it makes of the plane, each weight a line as thick as it is large. */
import { samples, unitPictures } from "../engine/units.js";
import { shades, theme } from "./colours.js";
import { contextOf } from "./marks.js";

/** @import { Run } from "../engine/run.js" */
/** @import { Line, Placing } from "./placing.js" */

const WIDTHS = 6; // levels of a line's thickness, so that lines are drawn many at once

const DASHED = 2000; // parameters: of more lines none is dashed, which would take too long

export class Net {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = contextOf(canvas);
    this.stripe = document.createElement("canvas"); // the units' pictures, one below the other
  }

  /**
   * @param {Run} run @param {Placing} placing
   * @param {[layer: number, unit: number] | null} shown @param {Line | null} line what is chosen
   */
  draw(run, placing, shown, line) {
    const { canvas, context: c } = this;
    const colours = theme();
    const sharp = globalThis.devicePixelRatio || 1;
    const [width, height] = [placing.width * sharp, placing.height * sharp].map(Math.round);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    c.setTransform(sharp, 0, 0, sharp, 0, 0);
    c.fillStyle = colours.page;
    c.fillRect(0, 0, placing.width, placing.height);
    this.lines(run, placing, shown, line);
    this.pictures(run);
    const n = samples(run.net);
    let at = 0;
    c.setLineDash([]);
    c.imageSmoothingEnabled = true;
    placing.units.forEach((row, layer) => {
      const side = placing.sides[layer];
      row.forEach(({ x, y }, unit) => {
        c.drawImage(this.stripe, 0, n * at++, n, n, x - side / 2, y - side / 2, side, side);
        const chosen = shown && shown[0] === layer && shown[1] === unit;
        c.strokeStyle = chosen ? colours.blue : colours.ink;
        c.lineWidth = chosen ? 4 : 1;
        c.strokeRect(x - side / 2, y - side / 2, side, side);
      });
    });
  }

  /** @param {Run} run @param {Placing} placing @param {[number, number] | null} shown @param {Line | null} chosen */
  lines({ net }, { units }, shown, chosen) {
    const { context: c } = this;
    const colours = theme();
    /** By thickness, sign, and whether they lead into the unit that is shown. @type {Map<string, Path2D>} */
    const paths = new Map();
    for (const [k, at] of net.weightsAt.entries()) {
      const m = net.sizes[k + 1];
      for (const [i, a] of units[k].entries()) {
        for (const [j, b] of units[k + 1].entries()) {
          const weight = net.theta[at + i * m + j];
          const level = Math.min(WIDTHS - 1, Math.floor((WIDTHS / 2) * Math.abs(weight)) || 0);
          const lit = shown && shown[0] === k + 1 && shown[1] === j ? 1 : 0;
          const meant = chosen && chosen[0] === k + 1 && chosen[1] === j && chosen[2] === i ? 1 : 0;
          const key = `${meant}${lit}${weight < 0 ? 1 : 0}${level}`;
          const path = paths.get(key) ?? new Path2D();
          path.moveTo(a.x, a.y);
          path.lineTo(b.x, b.y);
          paths.set(key, path);
        }
      }
    }
    for (const [key, path] of [...paths].sort(([a], [b]) => Number(a) - Number(b))) {
      const [meant, lit, minus, level] = [...key].map(Number);
      c.strokeStyle = meant ? colours.ink : minus ? colours.orange : colours.blue;
      c.lineWidth = 0.8 + level + 2 * meant;
      c.globalAlpha = lit || meant ? 1 : 0.45;
      c.setLineDash(minus && net.nParameters < DASHED ? [5, 3] : []);
      c.stroke(path);
    }
    c.globalAlpha = 1;
  }

  /** Paint the units' pictures, small. @param {Run} run */
  pictures({ net, reach }) {
    const all = unitPictures(net, reach);
    const shade = shades(theme());
    const image = new ImageData(samples(net), samples(net) * all.length);
    const pixels = new Uint32Array(image.data.buffer);
    all.forEach((values, at) => values.forEach((value, i) => (pixels[at * values.length + i] = shade[(255 * value) | 0])));
    [this.stripe.width, this.stripe.height] = [image.width, image.height];
    contextOf(this.stripe).putImageData(image, 0, 0);
  }
}
