/** The pictures of a run: the plane, the plane as a hidden layer sees it, and the curves, each with its caption. */
import { isRegression } from "../engine/settings.js";
import { Boundary } from "../paint/boundary.js";
import { Curve } from "../paint/curves.js";
import { Folded } from "../paint/folded.js";
import { html, say } from "./dom.js";
import { readOut } from "./readout.js";
import { short } from "./words.js";

/** @import { Run } from "../engine/run.js" */

/** What the plane shows, as a rule. */
const PLAIN = "The plane: the network chooses orange or blue. On the line it cannot decide.";
const CLASSES = "The plane: class 0 round and orange, class 1 square and blue, held-out points hollow. On the line both are equally likely.";
const NUMBERS = "The plane: the ground is what the network gives, a point what it should give; below 0 round, above square, held-out hollow. On the line it gives 0.";

export class Views {
  /** @param {{ curves: boolean, plain: boolean }} options */
  constructor({ curves, plain }) {
    this.plain = plain;
    this.boundary = new Boundary(canvas("the plane"));
    this.folded = new Folded(canvas("the plane as a hidden layer sees it"));
    this.curves = curves ? [new Curve(canvas("loss"), "loss"), new Curve(canvas("accuracy"), "accuracy")] : [];
    this.foldedCaption = html("figcaption");
    this.planeCaption = html("figcaption");
    this.key = html("div", { class: "cf-key", role: "img", "aria-label": "colours from −1, orange, over 0 to 1, blue" }, "−1", html("i"), "1");
    /** The run whose curves were drawn last, and the ceiling. @type {[Run, number | null] | null} */
    this.drawn = null;
    const lossOf = (/** @type {Run} */ run) => `${isRegression(run.settings) ? "Mean squared error" : "Loss"}: training points solid, held-out points dashed.`;
    const captions = [lossOf, () => "Accuracy. No straight line gets past the dashed one."];
    this.readouts = this.curves.map((curve, i) => readOut(curve, captions[i], () => this.drawn && this.drawCurves(...this.drawn)));
    this.el = html(
      "div",
      { class: "cf-pictures" },
      html("figure", {}, this.boundary.canvas, this.key, this.planeCaption),
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

  /** Say what the pictures show. @param {Run} run */
  tell({ settings }) {
    const { hidden, shown, units, view } = settings;
    const regression = isRegression(settings);
    this.key.hidden = !regression || shown !== null;
    if (this.readouts[1]) this.readouts[1].el.hidden = regression;
    if (!shown) say(this.planeCaption, this.plain ? PLAIN : regression ? NUMBERS : CLASSES);
    const axes = units ? `units ${units[0]} and ${units[1]}` : "its two principal directions";
    const seen = this.plain ? "The same plane as the last layer sees it." : `The same plane in hidden layer ${view}: ${axes}.`;
    say(this.foldedCaption, hidden.length ? seen : "There is no hidden layer to look into.");
  }

  /** Give the pictures their names for those who do not see them. @param {Run} run @param {string} summary where it stands */
  name({ net, now: { train } }, summary) {
    this.boundary.canvas.setAttribute("aria-label", `${net.outputs > 1 ? "The decision boundary" : "What the network gives"} at ${summary}`);
    this.folded.canvas.setAttribute("aria-label", `${this.foldedCaption.textContent} At ${summary}`);
    for (const { canvas, what } of this.curves) canvas.setAttribute("aria-label", `The ${what} so far, now ${short(train[what])}`);
  }
}

/** @param {string} name */
function canvas(name) {
  return html("canvas", { role: "img", "aria-label": name });
}
