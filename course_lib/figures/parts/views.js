/** The pictures of a run: the plane, the plane as a hidden layer sees it, and the curves, each with its caption. */
import { Boundary } from "../paint/boundary.js";
import { Curve } from "../paint/curves.js";
import { Folded } from "../paint/folded.js";
import { html, say } from "./dom.js";
import { readOut } from "./readout.js";
import { short } from "./words.js";

/** @import { Run } from "../engine/run.js" */

export class Views {
  /** @param {{ curves: boolean, plain: boolean }} options */
  constructor({ curves, plain }) {
    this.plain = plain;
    this.boundary = new Boundary(canvas("the plane"));
    this.folded = new Folded(canvas("the plane as a hidden layer sees it"));
    this.curves = curves ? [new Curve(canvas("loss"), "loss"), new Curve(canvas("accuracy"), "accuracy")] : [];
    this.foldedCaption = html("figcaption");
    /** What the plane shows, as a rule. */
    this.usualCaption = plain
      ? "The plane: the network chooses orange or blue. On the line it cannot decide."
      : "The plane: class 0 round and orange, class 1 square and blue, held-out points hollow. On the line both are equally likely.";
    this.planeCaption = html("figcaption", {}, this.usualCaption);
    /** The run whose curves were drawn last, and the ceiling. @type {[Run, number | null] | null} */
    this.drawn = null;
    const captions = ["Loss: training points solid, held-out points dashed.", "Accuracy. No straight line gets past the dashed one."];
    this.readouts = this.curves.map((curve, i) => readOut(curve, captions[i], () => this.drawn && this.drawCurves(...this.drawn)));
    this.el = html(
      "div",
      { class: "cf-pictures" },
      html("figure", {}, this.boundary.canvas, this.planeCaption),
      html("figure", {}, this.folded.canvas, this.foldedCaption),
      ...this.readouts.map(({ el }) => el),
    );
  }

  recolour() {
    this.boundary.recolour();
    this.folded.recolour();
  }

  /** @param {Run} run @param {number | null} ceiling the best of all straight lines, if it is known */
  drawCurves(run, ceiling) {
    if (!this.curves.length) return;
    this.drawn = [run, ceiling];
    this.curves[0].draw(run);
    this.curves[1].draw(run, ceiling);
    for (const readout of this.readouts) readout.tell(run);
  }

  /** Say what the folded plane shows. @param {Run} run */
  tell({ settings: { hidden, units, view } }) {
    const axes = units ? `units ${units[0]} and ${units[1]}` : "its two principal directions";
    const seen = this.plain ? "The same plane as the last layer sees it." : `The same plane in hidden layer ${view}: ${axes}.`;
    say(this.foldedCaption, hidden.length ? seen : "There is no hidden layer to look into.");
  }

  /** Give the pictures their names for those who do not see them. @param {Run} run @param {string} summary where it stands */
  name({ now: { train } }, summary) {
    this.boundary.canvas.setAttribute("aria-label", `The decision boundary at ${summary}`);
    this.folded.canvas.setAttribute("aria-label", `${this.foldedCaption.textContent} At ${summary}`);
    for (const { canvas, what } of this.curves) canvas.setAttribute("aria-label", `The ${what} so far, now ${short(train[what])}`);
  }
}

/** @param {string} name */
function canvas(name) {
  return html("canvas", { role: "img", "aria-label": name });
}
