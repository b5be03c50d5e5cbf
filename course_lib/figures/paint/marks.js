/** The marks of points: one shape for each class, the same on canvas and in SVG. */
import { CLASSES, mixture } from "./colours.js";

/** @import { Colours, Mark } from "./colours.js" */

/** The outline of each around x, y, as the path of an SVG: as large as the other to the eye. @type {Record<Mark, (x: number, y: number, r: number) => string>} */
const OUTLINES = {
  circle: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  square: (x, y, r) => `M${x - 0.85 * r} ${y - 0.85 * r}h${1.7 * r}v${1.7 * r}h${-1.7 * r}z`,
};

/** Draw the mark of a class around a place, as a path. @param {number} label @param {number[]} place */
export function outline(label, [x, y], r = 5) {
  return OUTLINES[CLASSES[label].mark](x, y, r);
}

const STAMP = 16; // pixels of the style sheet: a stamp's side

/**
 * Draw the mark of a point, trained on or held out, as the pixels of a small square.
 * @param {Colours} colours
 * @param {number} share its class, or between them how far its target is from one to the other
 * @param {boolean} held
 * @param {number} scale pixels of the screen for one of the style sheet
 */
export function stamp(colours, share, held, scale) {
  const canvas = document.createElement("canvas");
  const side = 2 * Math.round((STAMP * scale) / 2);
  canvas.width = canvas.height = side;
  const c = contextOf(canvas);
  c.scale(side / STAMP, side / STAMP);
  const colour = `rgb(${mixture(colours, share, false)})`;
  const path = new Path2D(outline(share > 0.5 ? 1 : 0, [STAMP / 2, STAMP / 2]));
  if (held && share % 1) {
    c.strokeStyle = colours.ink;
    c.lineWidth = 4; // an edge in ink, for this colour may be as pale as the page
    c.stroke(path);
  }
  c.fillStyle = held ? colours.page : colour;
  c.strokeStyle = held ? colour : colours.ink;
  c.lineWidth = held ? 2.5 : 1.2;
  c.fill(path);
  c.stroke(path);
  return new Uint32Array(c.getImageData(0, 0, side, side).data.buffer);
}

/** Ask for what draws on a canvas. @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot draw on a canvas");
  return context;
}
