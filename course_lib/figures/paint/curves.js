/** A curve over the steps of training, for the training points and for those held out. */
import { theme } from "./colours.js";
import { contextOf } from "./marks.js";
import { sharpen } from "./screen.js";

/** @import { Run } from "../engine/run.js" */
/** @import { Measured } from "../types.js" */

const [LEFT, RIGHT] = [38, 8]; // pixels of the style sheet beside the curve
const USUAL = 486; // pixels across, until the canvas is in a page
const HIGH = 0.35; // of that

export class Curve {
  /** @param {HTMLCanvasElement} canvas @param {"loss" | "accuracy"} what */
  constructor(canvas, what) {
    this.canvas = canvas;
    this.what = what;
    this.context = contextOf(canvas);
    /** Where somebody points, as a share of the picture's width. @type {number | null} */
    this.pointer = null;
    this.scale = 0; // pixels for one of the style sheet; none until the canvas is in a page
    this.repaint = () => {};
    this.resize(USUAL);
    sharpen(canvas, (pixels, scale) => {
      if (pixels === canvas.width && scale === this.scale) return;
      this.scale = scale;
      this.resize(pixels);
      this.repaint();
    });
  }

  /** @param {number} pixels across */
  resize(pixels) {
    this.canvas.width = pixels;
    this.canvas.height = Math.round(pixels * HIGH);
  }

  /** Find what has been measured where somebody points. @param {Run} run @returns {Measured | null} */
  pointed({ curve }) {
    if (this.pointer === null) return null;
    const wide = this.canvas.width / this.scale;
    const step = (curve[curve.length - 1].step * (this.pointer * wide - LEFT)) / (wide - RIGHT - LEFT);
    return curve.reduce((best, at) => (Math.abs(at.step - step) < Math.abs(best.step - step) ? at : best));
  }

  /** @param {Run} run @param {number | null} ceiling a line across, with its number */
  draw(run, ceiling = null) {
    this.repaint = () => this.draw(run, ceiling);
    if (!this.scale) return;
    const { context: c, scale, what } = this;
    const [wide, high] = [this.canvas.width / scale, this.canvas.height / scale];
    c.setTransform(scale, 0, 0, scale, 0, 0);
    const { ink, mesh, page, blue, orange } = theme();
    const [left, right, top, bottom] = [LEFT, wide - RIGHT, 10, high - 22];
    const values = (/** @type {"train" | "test"} */ part) => run.curve.map((at) => ({ step: at.step, v: at[part]?.[what] ?? NaN }));
    const all = [...values("train"), ...values("test")].map(({ v }) => v).filter(Number.isFinite);
    const most = what === "accuracy" ? 1 : Math.max(run.net.outputs > 1 ? 0.7 : 0.05, ...all.slice(0, 2), Math.min(2, Math.max(...all)));
    const lastStep = Math.max(1, run.curve[run.curve.length - 1].step);
    const x = (/** @type {number} */ step) => left + ((right - left) * step) / lastStep;
    const y = (/** @type {number} */ v) => bottom - ((bottom - top) * Math.min(v, most)) / most;
    c.fillStyle = page;
    c.fillRect(0, 0, wide, high);
    c.font = "12px sans-serif";
    c.fillStyle = ink;
    c.strokeStyle = mesh;
    c.lineWidth = 1;
    c.textAlign = "right";
    for (const v of [0, most / 2, most]) {
      c.fillText(v.toFixed(v && most < 10 ? 2 : 0), left - 5, y(v) + 4);
      c.strokeRect(left, y(v), right - left, 0);
    }
    c.fillText(`step ${lastStep}`, right, bottom + 16);
    if (ceiling !== null) {
      c.setLineDash([10, 5]);
      c.strokeStyle = ink;
      c.beginPath();
      c.moveTo(left, y(ceiling));
      c.lineTo(right, y(ceiling));
      c.stroke();
      c.setLineDash([]);
      c.fillText(`best straight line ${ceiling.toFixed(3)}`, right - 6, y(ceiling) - 6);
    }
    const here = this.pointed(run);
    if (here) c.strokeRect(x(here.step), top, 0, bottom - top);
    /** @type {["train" | "test", string, number[]][]} */
    const parts = [["test", orange, [5, 3]], ["train", blue, []]];
    for (const [part, colour, dash] of parts) {
      c.beginPath();
      for (const { step, v } of values(part)) if (Number.isFinite(v)) c.lineTo(x(step), y(v));
      c.strokeStyle = colour;
      c.lineWidth = 2;
      c.setLineDash(dash);
      c.stroke();
      c.setLineDash([]);
    }
  }
}
