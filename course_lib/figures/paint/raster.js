/**
 * Square pictures on canvas, painted pixel by pixel. Each `draw…` of those that stand on this one does
 * a bounded piece of work, so that a frame never waits for a whole picture.
 */
import { packed, shades, theme } from "./colours.js";
import { STAMP, stamp } from "./marks.js";

export const MESH = 41; // lines of a grid that goes through a network, each way
export const PIXELS = 400;

/**
 * A square picture, painted pixel by pixel in plain memory and shown at once: canvas paths of so many
 * small pieces take ten times as long.
 */
export class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    canvas.width = canvas.height = PIXELS;
    this.context = canvas.getContext("2d");
    this.image = new ImageData(PIXELS, PIXELS);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.recolour();
  }

  recolour() {
    this.colours = theme();
    this.shades = shades(this.colours);
    this.ground = packed(this.colours.back);
    this.stamps = [0, 1, 2, 3].map((kind) => stamp(this.colours, kind & 1, kind > 1));
  }

  /** The pixel for a probability, also for one that is not a number. */
  shade(p) {
    return this.shades[p === p ? (255 * p) | 0 : 127];
  }

  /** Points at places in pixels: class 1 round, class 0 square, held-out ones hollow. */
  points(places, run) {
    const trained = run.train.y.length;
    for (let i = 0; i < run.all.y.length; i++) {
      const pixels = this.stamps[run.all.y[i] + (i < trained ? 0 : 2)];
      this.press(pixels, Math.round(places[2 * i]), Math.round(places[2 * i + 1]));
    }
  }

  /** A stamp, centred at a pixel, mixed with what is below it. */
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

  /** From values to pixels, so that all of the mesh and of the points is in the picture. */
  fit(...all) {
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

  /** The mesh: its cells in the shade of their class, and every second line. */
  paintMesh(places, p) {
    for (let row = 0; row < MESH - 1; row++) {
      for (let column = 0; column < MESH - 1; column++) {
        const i = row * MESH + column;
        const colour = this.shade((p[i] + p[i + 1] + p[i + MESH] + p[i + MESH + 1]) / 4);
        this.triangle(places, i, i + 1, i + MESH, colour);
        this.triangle(places, i + 1, i + MESH, i + MESH + 1, colour);
      }
    }
    const colour = packed(this.colours.line);
    for (let line = 0; line < MESH; line += 2) {
      for (let i = 0; i + 1 < MESH; i++) {
        this.line(places, line * MESH + i, line * MESH + i + 1, colour);
        this.line(places, i * MESH + line, (i + 1) * MESH + line, colour);
      }
    }
  }

  /** Fills the triangle whose corners are the places a, b and c, row by row. */
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

  /** A line from place a to place b, half of it and half of what is below. */
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

  show() {
    this.context.putImageData(this.image, 0, 0);
  }
}

/** Where a side crosses a row; NaN if it does not. */
function cut(x0, y0, x1, y1, y) {
  return y0 > y === y1 > y ? NaN : x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
}
