/**
 * Square pictures on canvas, painted pixel by pixel in plain memory and shown at once: canvas paths of
 * so many small pieces take ten times as long.
 */
import { packed, shades, theme } from "./colours.js";
import { STAMP, contextOf, stamp } from "./marks.js";

export const PIXELS = 400;

export class Raster {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    canvas.width = canvas.height = PIXELS;
    this.context = contextOf(canvas);
    this.image = new ImageData(PIXELS, PIXELS);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.colours = theme();
    this.shades = new Uint32Array();
    this.ground = 0;
    /** Of class 0 and class 1, then the same held out. @type {Uint32Array[]} */
    this.stamps = [];
    this.recolour();
  }

  /** Take the page's colours. */
  recolour() {
    this.colours = theme();
    this.shades = shades(this.colours);
    this.ground = packed(this.colours.page);
    this.stamps = [0, 1, 2, 3].map((kind) => stamp(this.colours, kind & 1, kind > 1));
  }

  /** Look up the pixel for a probability, also for one that is not a number. @param {number} p */
  shade(p) {
    return this.shades[p === p ? (255 * p) | 0 : 127];
  }

  /**
   * Paint points of classes y at places in pixels; those after the first `trained` are hollow.
   * @param {Float64Array} places @param {Int32Array} y
   */
  points(places, y, trained = y.length) {
    for (let i = 0; i < y.length; i++) {
      const pixels = this.stamps[y[i] + (i < trained ? 0 : 2)];
      this.press(pixels, Math.round(places[2 * i]), Math.round(places[2 * i + 1]));
    }
  }

  /**
   * Press a stamp, centred at a pixel, mixed with what is below it.
   * @param {Uint32Array} from @param {number} centreX @param {number} centreY
   */
  press(from, centreX, centreY) {
    const { data } = this.image;
    for (let row = 0; row < STAMP; row++) {
      const y = centreY - STAMP / 2 + row;
      if (y < 0 || y >= PIXELS) continue;
      for (let column = 0; column < STAMP; column++) {
        const x = centreX - STAMP / 2 + column;
        const colour = from[row * STAMP + column];
        const alpha = colour >>> 24;
        if (!alpha || x < 0 || x >= PIXELS) continue;
        const to = y * PIXELS + x;
        if (alpha === 255) this.pixels[to] = colour;
        else {
          for (let c = 0; c < 3; c++) {
            const below = data[4 * to + c];
            data[4 * to + c] = below + ((((colour >>> (8 * c)) & 255) - below) * alpha) / 255;
          }
        }
      }
    }
  }

  show() {
    this.context.putImageData(this.image, 0, 0);
  }
}
