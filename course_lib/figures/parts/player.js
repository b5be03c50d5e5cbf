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
import { dress, onTheme } from "./style.js";

// Milliseconds of training a frame: 6 of 16.7 at sixty frames a second. Where frames come more slowly
// anyway, a like share of them, or such a machine would hardly train at all.
const TRAINING = { least: 6, share: 0.4, most: 40 };

const RULES = `
.cf-player, .cf-pictures { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.cf-player figure { min-width: 0; }
.cf-player figcaption { font-size: .85rem; min-height: 2.6em; }
.cf .cf-numbers { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
.cf-numbers div { display: flex; gap: .35rem; }
.cf-numbers div[hidden] { display: none; }
.cf-numbers dt { color: var(--cf-soft); font-weight: 400; }
.cf-numbers dd { font-weight: 700; font-variant-numeric: tabular-nums; }
.cf-trouble:not(:empty) { padding: .5rem .75rem; border-left: 4px solid var(--cf-orange); background: var(--cf-raised); }
@container (min-width: 36rem) { .cf-wide .cf-pictures { grid-template-columns: 1fr 1fr; } }
`;

export class Player {
  /**
   * @param {import("../engine/settings.js").Settings} settings
   * @param {{ theta?: number[] | null, curves?: boolean, onpause?: () => void, watch?: Element }}
   *   [options] watch: what has to be in view for the run to go on, if not its own element
   */
  constructor(settings, { theta = null, curves = true, onpause = () => {}, watch } = {}) {
    dress("player", RULES);
    this.onpause = onpause;
    this.playing = false;
    this.visible = true;
    this.frame = 0;
    const canvas = (name) => html("canvas", { role: "img", "aria-label": name });
    this.boundary = new Boundary(canvas("the plane"));
    this.folded = new Folded(canvas("the plane as a hidden layer sees it"));
    this.curves = curves ? ["loss", "accuracy"].map((what) => new Curve(canvas(what), what)) : [];
    this.foldedCaption = html("figcaption");
    this.numbers = Object.fromEntries(
      ["step", "epoch", "loss", "accuracy", "test loss", "test accuracy", "parameters"].map((name) => [
        name,
        html("dd"),
      ]),
    );
    this.trouble = html("p", { class: "cf-trouble", role: "alert" });
    this.spoken = html("p", { class: "cf-hidden", role: "status" });
    const picture = (canvas, caption) => html("figure", {}, canvas, caption);
    const [loss, accuracy] = this.curves;
    this.el = html(
      "div",
      { class: "cf-player cf-wide" },
      html("dl", { class: "cf-numbers" }, ...Object.entries(this.numbers).map(([name, dd]) => html("div", {}, html("dt", {}, name), dd))),
      this.trouble,
      this.spoken,
      html(
        "div",
        { class: "cf-pictures" },
        picture(this.boundary.canvas, html("figcaption", {}, "The plane: class 1 round and blue, class 0 square and orange, held-out points hollow. On the line both are equally likely.")),
        picture(this.folded.canvas, this.foldedCaption),
        ...(curves
          ? [
              picture(loss.canvas, html("figcaption", {}, "Loss: training points solid, held-out points dashed.")),
              picture(accuracy.canvas, html("figcaption", {}, "Accuracy. No straight line gets past the dashed one.")),
            ]
          : []),
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
    this.load(settings, theta);
  }

  destroy() {
    this.playing = false;
    this.observer.disconnect();
    this.forgetTheme();
    document.removeEventListener("visibilitychange", this.awake);
  }

  /** A new run. */
  load(settings, theta = null) {
    this.playing = false;
    this.run = new Run(settings, theta);
    this.ceiling = null;
    this.drawAll();
  }

  /** Other units on the axes, or another speed: the same run goes on. */
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
    this.lastFrame = undefined;
    this.playing = true;
    this.wake();
  }

  /** At the end of an epoch, where the Python program can stop as well. */
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
      this.asked = null;
      const wished = TRAINING.share * (now - (this.lastFrame ?? now));
      this.training = Math.min(TRAINING.most, Math.max(TRAINING.least, wished));
      this.lastFrame = now;
      this.tick();
      this.wake();
    });
  }

  /** A frame: some training, then one piece of the pictures. */
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
    const summary = `step ${this.run.steps}, loss ${short(train.loss)}, accuracy ${short(train.accuracy)}`;
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

  /** The accuracy that no straight line can pass on these training points. */
  bestLine() {
    this.ceiling ??= bestHalfPlane(this.run.train);
    return this.ceiling;
  }

  tell() {
    const { now, net, settings } = this.run;
    const values = {
      step: now.step,
      epoch: this.run.epochs,
      loss: short(now.train.loss),
      accuracy: short(now.train.accuracy),
      "test loss": now.test && short(now.test.loss),
      "test accuracy": now.test && short(now.test.accuracy),
      parameters: net.nParameters,
    };
    for (const [name, dd] of Object.entries(this.numbers)) {
      dd.parentElement.hidden = values[name] === null;
      say(dd, String(values[name]));
    }
    const layer = settings.view + 1;
    const axes = settings.units ? `units ${settings.units[0] + 1} and ${settings.units[1] + 1}` : "its two principal directions";
    const seen = `The same plane in hidden layer ${layer}: ${axes}.`;
    say(this.foldedCaption, settings.hidden.length ? seen : "There is no hidden layer to look into.");
    say(
      this.trouble,
      this.run.diverged
        ? `The loss is no longer a number at step ${this.run.steps}: the steps are too long. Rewind, and try a smaller learning rate.`
        : "",
    );
  }
}

/** A number as people read it. */
export function short(value) {
  if (!Number.isFinite(value)) return "not a number";
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(3);
}
