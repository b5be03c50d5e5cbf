/**
 * Square pictures on canvas, painted pixel by pixel in plain memory and shown at once: canvas paths of
 * so many small pieces take ten times as long.
 */
import { shareOf } from "../engine/units.js";
import { packed, shades, theme } from "./colours.js";
import { contextOf, stamp } from "./marks.js";
import { sharpen } from "./screen.js";
import { ticks } from "./ticks.js";

/** @import { Points } from "../types.js" */
/** @import { Range } from "./ticks.js" */

const LINE = 1.6; // pixels of the style sheet: half as wide as a line, with its soft edge
const LEVELS = 32; // of the targets' colours
const USUAL = 400; // pixels of a side, until the canvas is in a page

/** @template {unknown[]} What of what a picture is painted */
export class Raster {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = contextOf(canvas);
    this.colours = theme();
    this.shades = new Uint32Array();
    this.ground = 0;
    /** The marks of points, by what they show. @type {Map<number, Uint32Array>} */
    this.stamps = new Map();
    this.regression = false;
    this.size = 0; // pixels of a side; none until the canvas is in a page: till then nothing is painted
    this.scale = 1; // pixels for one of the style sheet
    this.image = new ImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
    canvas.width = canvas.height = USUAL; // the place that it keeps
    this.again = () => {};
    sharpen(canvas, (size, scale) => {
      if (size === this.size) return;
      this.resize(size, scale);
      this.repaint();
    });
  }

  /** Show something, now if the page gives the canvas a width, and whenever that changes. @param {What} what */
  draw(...what) {
    this.again = () => this.paint(...what);
    this.repaint();
  }

  /** Paint once more what was shown last. */
  repaint() {
    if (this.size) this.again();
  }

  /** Paint. @param {What} _what */
  paint(..._what) {}

  /** Take other pixels. @param {number} size of a side @param {number} scale how many are one of the style sheet's */
  resize(size, scale) {
    this.size = this.canvas.width = this.canvas.height = size;
    this.scale = scale;
    this.image = new ImageData(size, size);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.recolour();
  }

  /** Take the page's colours. */
  recolour() {
    this.colours = theme();
    this.shades = shades(this.colours, !this.regression);
    this.ground = packed(this.colours.page);
    this.stamps = new Map();
  }

  /** Shade numbers, where the network gives no classes. @param {import("../engine/network.js").MLP} net */
  suit({ outputs }) {
    if (this.regression === (outputs === 1)) return;
    this.regression = !this.regression;
    this.recolour();
  }

  /** Look up the pixel for a probability, also for one that is not a number. @param {number} p */
  shade(p) {
    return this.shades[p === p ? (255 * p) | 0 : 127];
  }

  /**
   * Paint the whole picture with what is known at the places of a grid, interpolated between them; where
   * it passes ½ runs a line in ink.
   * @param {Float64Array} p shares from 0 to 1, row by row @param {number} grid places each way
   * @param {number} [least] what is less is shaded as this
   */
  plane(p, grid, least = 0) {
    const { pixels, shades: shade, size } = this;
    const [ink, width] = [packed(this.colours.ink), LINE * this.scale];
    const cells = (grid - 1) / size; // a pixel is so much of a cell
    const row = new Float64Array(grid);
    const fall = new Float64Array(grid); // from pixel to pixel downwards
    const cell = Uint16Array.from({ length: size }, (_, x) => Math.floor((x + 0.5) * cells));
    const across = Float64Array.from({ length: size }, (_, x) => (x + 0.5) * cells - cell[x]);
    for (let y = 0; y < size; y++) {
      const top = cell[y] * grid;
      for (let g = 0; g < grid; g++) {
        fall[g] = (p[top + grid + g] - p[top + g]) * cells;
        row[g] = p[top + g] + (p[top + grid + g] - p[top + g]) * across[y];
      }
      for (let x = 0, at = y * size; x < size; ) {
        const g = cell[x];
        const begin = row[g];
        const by = row[g + 1] - begin;
        const slope = by * cells;
        const steep = slope * slope + fall[g] * fall[g];
        const soft = width * Math.sqrt(steep); // so near to ½ is the line
        const far = (begin - 0.5 > soft && row[g + 1] - 0.5 > soft) || (0.5 - begin > soft && 0.5 - row[g + 1] > soft);
        for (; x < size && cell[x] === g; x++, at++) {
          const value = begin + by * across[x];
          pixels[at] = shade[(255 * (value < least ? least : value)) | 0]; // NaN becomes 0
          if (far) continue;
          const from = Math.abs(value - 0.5);
          if (from < soft) pixels[at] = mixed(pixels[at], ink, width - from / Math.sqrt(steep));
        }
      }
    }
  }

  /**
   * Paint points of classes, or with targets, y at places in pixels; those after the first `trained` are hollow.
   * @param {Float64Array} places @param {Points["y"]} y
   */
  points(places, y, trained = y.length) {
    for (let i = 0; i < y.length; i++) {
      const share = this.regression ? Math.round(LEVELS * shareOf(y[i])) / LEVELS : y[i];
      const key = share + (i < trained ? 0 : 2);
      const pixels = this.stamps.get(key) ?? stamp(this.colours, share, i >= trained, this.scale);
      this.stamps.set(key, pixels);
      this.press(pixels, Math.round(places[2 * i]), Math.round(places[2 * i + 1]));
    }
  }

  /**
   * Press a stamp, centred at a pixel, mixed with what is below it.
   * @param {Uint32Array} from @param {number} centreX @param {number} centreY
   */
  press(from, centreX, centreY) {
    const { size, pixels } = this;
    const side = Math.sqrt(from.length);
    const [left, top] = [centreX - side / 2, centreY - side / 2];
    for (let row = Math.max(0, -top); row < side && top + row < size; row++) {
      for (let column = Math.max(0, -left); column < side && left + column < size; column++) {
        const colour = from[row * side + column];
        const alpha = colour >>> 24;
        const to = (top + row) * size + left + column;
        if (alpha) pixels[to] = mixed(pixels[to], colour, alpha / 255);
      }
    }
  }

  show() {
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Write the numbers of the axes over the picture.
   * @param {Range} across @param {Range} upwards
   */
  number(across, upwards) {
    const { context: c, scale, size } = this;
    c.setTransform(scale, 0, 0, scale, 0, 0);
    ticks(c, size / scale, across, upwards, this.colours);
    c.resetTransform();
  }
}

/**
 * Mix two pixels.
 * @param {number} below @param {number} above @param {number} share of the one above, 0 … 1 or more
 */
export function mixed(below, above, share) {
  if (share >= 1) return above;
  const weight = (256 * share) | 0; // in whole numbers, for this is done for every pixel of a line
  const rest = 256 - weight;
  const outer = ((below & 0xff00ff) * rest + (above & 0xff00ff) * weight) / 256; // red and blue at once
  const inner = ((below & 0xff00) * rest + (above & 0xff00) * weight) / 256;
  return (255 << 24) | (outer & 0xff00ff) | (inner & 0xff00);
}
