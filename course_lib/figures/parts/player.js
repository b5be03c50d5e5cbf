/**
 * A run that plays: its pictures, its numbers and its clock. Trains for a few milliseconds a frame,
 * draws a piece of a picture in each, and stands still while nobody can see it.
 */
import { bestHalfPlane } from "../engine/half_plane.js";
import { Run } from "../engine/run.js";
import { BANDS, Boundary } from "../paint/boundary.js";
import { Curve } from "../paint/curves.js";
import { Folded } from "../paint/folded.js";
import { html, say } from "./dom.js";
import { NUMBERS, numbers } from "./numbers.js";
import { dress, onTheme } from "./style.js";
import { percent, short } from "./words.js";

/** @import { Settings } from "../types.js" */

// Milliseconds of training a frame: 6 of 16.7 at sixty frames a second. Where frames come more slowly
// anyway, a like share of them, or such a machine would hardly train at all.
const TRAINING = { least: 6, share: 0.4, most: 40 };

const RULES = `${NUMBERS}
.cf-player, .cf-pictures { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.cf-player figure { min-width: 0; }
.cf-player figcaption { font-size: .85rem; min-height: 2.6em; }
@container (min-width: 36rem) { .cf-wide .cf-pictures { grid-template-columns: 1fr 1fr; } }
`;

export class Player {
  /**
   * @param {Settings} settings
   * @param {{ theta?: number[] | null, curves?: boolean, plain?: boolean, onpause?: () => void, watch?: Element }}
   *   [options] plain: without terms, for readers who have met none; watch: what has to be in view for
   *   the run to go on, if not its own element
   */
  constructor(settings, { theta = null, curves = true, plain = false, onpause = () => {}, watch } = {}) {
    dress("player", RULES);
    this.onpause = onpause;
    this.onarrival = () => {};
    this.playing = false;
    this.visible = true;
    this.frame = 0;
    /** The frame that has been asked for; 0: none. */
    this.asked = 0;
    this.until = Infinity; // the step to stop at
    this.training = TRAINING.least;
    /** @type {number | null} */
    this.lastFrame = null;
    /** @type {number | null} */
    this.ceiling = null;
    this.boundary = new Boundary(canvas("the plane"));
    this.folded = new Folded(canvas("the plane as a hidden layer sees it"));
    this.curves = curves ? [new Curve(canvas("loss"), "loss"), new Curve(canvas("accuracy"), "accuracy")] : [];
    this.foldedCaption = html("figcaption");
    this.plain = plain;
    this.numbers = numbers(plain);
    this.spoken = html("p", { class: "cf-hidden", role: "status" });
    const seen = plain
      ? "The plane: the network chooses orange or blue. On the line it cannot decide."
      : "The plane: class 0 round and orange, class 1 square and blue, held-out points hollow. On the line both are equally likely.";
    const captions = ["Loss: training points solid, held-out points dashed.", "Accuracy. No straight line gets past the dashed one."];
    this.el = html(
      "div",
      { class: "cf-player cf-wide" },
      ...this.numbers.parts,
      this.spoken,
      html(
        "div",
        { class: "cf-pictures" },
        html("figure", {}, this.boundary.canvas, html("figcaption", {}, seen)),
        html("figure", {}, this.folded.canvas, this.foldedCaption),
        ...this.curves.map((curve, i) => html("figure", {}, curve.canvas, html("figcaption", {}, captions[i]))),
      ),
    );
    this.observer = new IntersectionObserver(([entry]) => {
      this.visible = entry.isIntersecting;
      this.wake();
    });
    this.observer.observe(watch ?? this.el);
    this.forgetTheme = onTheme(() => this.recolour());
    this.awake = () => this.wake();
    document.addEventListener("visibilitychange", this.awake);
    this.run = new Run(settings, theta);
    this.drawAll();
  }

  destroy() {
    this.playing = false;
    this.observer.disconnect();
    this.forgetTheme();
    document.removeEventListener("visibilitychange", this.awake);
  }

  /** Begin a new run. @param {Settings} settings @param {number[] | null} [theta] */
  load(settings, theta = null) {
    this.playing = false;
    this.run = new Run(settings, theta);
    this.ceiling = null;
    this.drawAll();
  }

  /** Take other units for the axes, or another speed: the same run goes on. @param {Settings} settings */
  look(settings) {
    this.run.settings = settings;
    if (!this.playing) this.drawAll();
  }

  rewind() {
    this.playing = false;
    this.run.rewind();
    this.drawAll();
    this.onpause();
  }

  step() {
    this.playing = false;
    this.run.advance(1);
    this.run.measure();
    this.drawAll();
    this.onpause();
  }

  /** @param {number} [epochs] where to stop @param {() => void} [onarrival] */
  play(epochs = Infinity, onarrival = () => {}) {
    if (this.run.diverged) return;
    this.until = epochs * this.run.stepsPerEpoch;
    this.onarrival = onarrival;
    this.lastFrame = null;
    this.playing = true;
    this.wake();
  }

  /** Stop at the end of an epoch, where the Python program can stop as well. */
  pause() {
    this.playing = false;
    this.run.finishEpoch();
    this.run.measure();
    this.drawAll();
    this.onpause();
  }

  wake() {
    if (!this.playing || !this.visible || document.hidden || this.asked) return;
    this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      const wished = TRAINING.share * (now - (this.lastFrame ?? now));
      this.training = Math.min(TRAINING.most, Math.max(TRAINING.least, wished));
      this.lastFrame = now;
      this.tick();
      this.wake();
    });
  }

  /** Fill a frame: some training, then one piece of the pictures. */
  tick() {
    if (!this.playing) return;
    const { run } = this;
    const left = this.until - run.steps;
    if (run.settings.speed) run.advance(Math.min(run.settings.speed, left));
    else run.advanceFor(this.training, left);
    const piece = this.frame++ % (BANDS + 2);
    if (piece < BANDS) this.boundary.drawBand(this.run, piece);
    else if (piece === BANDS) this.folded.draw(this.run);
    else {
      this.run.measure();
      this.drawCurves();
      this.tell();
    }
    if (run.diverged || run.steps >= this.until) {
      this.pause();
      this.onarrival();
    }
  }

  recolour() {
    this.boundary.recolour();
    this.folded.recolour();
    this.drawAll();
  }

  drawAll() {
    for (let band = 0; band < BANDS; band++) this.boundary.drawBand(this.run, band);
    this.folded.draw(this.run);
    this.drawCurves();
    this.tell();
    const { train } = this.run.now;
    const numbers = `step ${this.run.steps}, loss ${short(train.loss)}, accuracy ${short(train.accuracy)}`;
    const summary = this.plain ? `step ${this.run.steps}: ${percent(train.accuracy)} right` : numbers;
    if (!this.playing) say(this.spoken, summary);
    this.boundary.canvas.setAttribute("aria-label", `The decision boundary at ${summary}`);
    this.folded.canvas.setAttribute("aria-label", `${this.foldedCaption.textContent} At ${summary}`);
    for (const { canvas, what } of this.curves) canvas.setAttribute("aria-label", `The ${what} so far, now ${short(train[what])}`);
  }

  drawCurves() {
    if (!this.curves.length) return;
    this.curves[0].draw(this.run);
    this.curves[1].draw(this.run, this.bestLine());
  }

  /** Find the accuracy that no straight line can pass on these training points. */
  bestLine() {
    this.ceiling ??= bestHalfPlane(this.run.train);
    return this.ceiling;
  }

  /** Bring the numbers and the caption up to date. */
  tell() {
    const { hidden, units, view } = this.run.settings;
    this.numbers.show(this.run);
    const axes = units ? `units ${units[0] + 1} and ${units[1] + 1}` : "its two principal directions";
    const seen = this.plain ? "The same plane as the last layer sees it." : `The same plane in hidden layer ${view + 1}: ${axes}.`;
    say(this.foldedCaption, hidden.length ? seen : "There is no hidden layer to look into.");
  }
}

/** @param {string} name */
function canvas(name) {
  return html("canvas", { role: "img", "aria-label": name });
}
