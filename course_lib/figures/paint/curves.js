/** A curve over the steps of training, for the training points and for those held out. */
import { theme } from "./colours.js";
import { contextOf } from "./marks.js";

/** @import { Run } from "../engine/run.js" */
/** @import { Measured } from "../types.js" */

const [LEFT, RIGHT] = [46, 8]; // pixels beside the curve

export class Curve {
  /** @param {HTMLCanvasElement} canvas @param {"loss" | "accuracy"} what */
  constructor(canvas, what) {
    this.canvas = canvas;
    this.what = what;
    canvas.width = 486;
    canvas.height = 170;
    this.context = contextOf(canvas);
    /** Where somebody points, as a share of the picture's width. @type {number | null} */
    this.pointer = null;
  }

  /** Find what has been measured where somebody points. @param {Run} run @returns {Measured | null} */
  pointed({ curve }) {
    if (this.pointer === null) return null;
    const step = (curve[curve.length - 1].step * (this.pointer * this.canvas.width - LEFT)) / (this.canvas.width - RIGHT - LEFT);
    return curve.reduce((best, at) => (Math.abs(at.step - step) < Math.abs(best.step - step) ? at : best));
  }

  /** @param {Run} run @param {number | null} ceiling a line across, with its number */
  draw(run, ceiling = null) {
    const { context: c, canvas, what } = this;
    const { ink, mesh, page, blue, orange } = theme();
    const [left, right, top, bottom] = [LEFT, canvas.width - RIGHT, 12, canvas.height - 26];
    const values = (/** @type {"train" | "test"} */ part) => run.curve.map((at) => ({ step: at.step, v: at[part]?.[what] ?? NaN }));
    const all = [...values("train"), ...values("test")].map(({ v }) => v).filter(Number.isFinite);
    const most = what === "accuracy" ? 1 : Math.max(0.7, ...all.slice(0, 2), Math.min(2, Math.max(...all)));
    const lastStep = Math.max(1, run.curve[run.curve.length - 1].step);
    const x = (/** @type {number} */ step) => left + ((right - left) * step) / lastStep;
    const y = (/** @type {number} */ v) => bottom - ((bottom - top) * Math.min(v, most)) / most;
    c.fillStyle = page;
    c.fillRect(0, 0, canvas.width, canvas.height);
    c.font = "15px sans-serif";
    c.fillStyle = ink;
    c.strokeStyle = mesh;
    c.lineWidth = 1;
    c.textAlign = "right";
    for (const v of [0, most / 2, most]) {
      c.fillText(v.toFixed(v && most < 10 ? 2 : 0), left - 5, y(v) + 5);
      c.strokeRect(left, y(v), right - left, 0);
    }
    c.fillText(`step ${lastStep}`, right, bottom + 20);
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
      c.lineWidth = 2.5;
      c.setLineDash(dash);
      c.stroke();
      c.setLineDash([]);
    }
  }
}
