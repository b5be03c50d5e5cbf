/**
 * The plane flows through a network, operation by operation, at every step of its training: · W, + b, g.
 * It plays by itself when it first comes into view, unless its reader wants nothing to move. The model
 * holds `settings` (see engine/settings.js), `theta` (to begin with, or none), `epochs`, `stage` (how far
 * through the network; fractions lie between two stages) and `kept` (how far the training is, 0 … 60).
 */
import { MESH } from "../../engine/pictures.js";
import { DEFAULTS, tidy } from "../../engine/settings.js";
import { Mesh } from "../../paint/mesh.js";
import { button, labelled, slider } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { inPieces } from "../../parts/pieces.js";
import { onTheme } from "../../parts/style.js";
import { percent } from "../../parts/words.js";
import { Film, KEPT, reachOf, told } from "./film.js";

/** @import { Model, Settings } from "../../types.js" */
/** @import { Frame } from "./film.js" */

/**
 * @typedef {{ settings: Partial<Settings>, theta: number[] | null, epochs: number, stage: number,
 *   kept: number }} State
 */

const PACE = 0.9; // stages a second

const RULES = `
.cf-folding { max-width: 34rem; margin: 0 auto; }
`;

/** @extends {Mesh<[film: Film, frame: Frame, stage: number]>} */
class Plane extends Mesh {
  /** @param {Film} film @param {Frame} frame @param {number} stage */
  paint(film, frame, stage) {
    const before = Math.min(Math.floor(stage), frame.flat.length - 1);
    const after = Math.min(before + 1, frame.flat.length - 1);
    const part = smooth(stage - before);
    const between = (/** @type {number} */ a, /** @type {number} */ b) => a + part * (b - a);
    const [from, to] = [frame.flat[before], frame.flat[after]];
    const reach = between(reachOf(from), reachOf(to));
    const half = this.size / 2;
    const places = from.map((a, i) => half + ((i % 2 ? -half : half) * between(a, to[i])) / reach);
    const { all, train } = film.run;
    this.pixels.fill(this.ground);
    this.paintMesh(places, frame.p);
    this.points(places.subarray(2 * MESH * MESH), all.y, train.y.length);
    this.show();
    this.number([-reach, reach], [-reach, reach]);
  }
}

/** @extends {Figure<State>} */
class Folding extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "The plane is folded", ["settings", "theta", "epochs", "stage", "kept"]);
    this.plane = new Plane(html("canvas", { role: "img" }));
    this.text = html("p", { class: "cf-told", role: "status" });
    this.asked = this.last = 0; // the frame that is asked for, and when the one before was drawn
    this.leaveOff = () => {};
    this.made = this.wanted(); // what the film is made of
    this.film = this.begin();
    this.frame = this.film.frame(0);
    this.shown = 0; // whose frame it is
    this.stageSlider = slider("how far through the network", { min: 0, max: 1, step: 0.02 }, (stage) => this.still({ stage }));
    this.keptSlider = slider("how far through the training", { min: 0, max: KEPT }, (kept) => this.still({ kept }));
    this.play = button("", () => (this.asked ? this.stop() : this.go()));
    this.training = labelled("training", this.keptSlider);
    this.forgetTheme = onTheme(() => {
      this.plane.recolour();
      this.plane.repaint();
    });
    const bar = html("div", { class: "cf-bar" }, this.play);
    this.show("cf-folding", bar, labelled("network", this.stageSlider), this.training, this.plane.canvas, this.text);
    this.first = new IntersectionObserver((entries) => {
      if (!entries.at(-1)?.isIntersecting) return;
      this.first.disconnect();
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.go();
    }, { threshold: 0.6 });
    this.first.observe(this.plane.canvas);
  }

  destroy() {
    this.stop();
    this.leaveOff();
    this.first.disconnect();
    this.forgetTheme();
    super.destroy();
  }

  /** Write what a film is to be made of. */
  wanted() {
    const { settings, theta, epochs } = this.values();
    return JSON.stringify([settings, theta, epochs]);
  }

  /** Make the film of the model's settings; its training goes on in the frames to come. */
  begin() {
    const { settings, theta, epochs } = this.values();
    const film = new Film(tidy({ ...DEFAULTS, ...settings }), theta, epochs);
    this.leaveOff();
    this.leaveOff = inPieces(film.train(), () => this.draw(), { later: true });
    return film;
  }

  get end() {
    return this.frame.stages.length - 1;
  }

  /** Hands move it: nothing plays. @param {Partial<State>} values */
  still(values) {
    this.stop();
    this.put(values);
  }

  /** Let the plane flow: from the beginning, if it has come to the end. */
  go() {
    if (this.model.get("stage") >= this.end) this.put({ stage: 0 });
    this.last = performance.now();
    this.ask();
  }

  ask() {
    this.asked = requestAnimationFrame((now) => {
      const stage = Math.min(this.end, this.model.get("stage") + (PACE * Math.max(0, now - this.last)) / 1000);
      this.last = now;
      this.asked = 0;
      if (stage < this.end) this.ask();
      this.put({ stage });
    });
    this.showPlaying();
  }

  stop() {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    this.showPlaying();
  }

  showPlaying() {
    say(this.play, this.asked ? "Pause" : "Play");
    this.text.setAttribute("aria-live", this.asked ? "off" : "polite"); // what plays is not read out
  }

  draw() {
    const { epochs, stage, kept } = this.values();
    const wanted = this.wanted();
    if (wanted !== this.made) {
      this.film = this.begin();
      this.shown = -1;
    }
    this.made = wanted;
    const ready = Math.min(kept, this.film.thetas.length - 1); // while it is still being trained
    if (ready !== this.shown) this.frame = this.film.frame(ready);
    this.shown = ready;
    const at = Math.min(stage, this.end);
    const next = Math.ceil(at);
    const now = this.frame.stages[next];
    const g = this.film.run.net.activations[now.layer - 1];
    const text = `${told(now, g, next === this.end)} After ${this.film.stepOf(ready)} steps of training ${percent(this.frame.accuracy)} of the points are right.`;
    this.plane.draw(this.film, this.frame, at);
    this.stageSlider.max = String(this.end);
    this.stageSlider.value = String(at);
    this.stageSlider.setAttribute("aria-valuetext", `operation ${next} of ${this.end}`);
    this.keptSlider.value = String(kept);
    this.keptSlider.setAttribute("aria-valuetext", `${this.film.stepOf(kept)} steps`);
    this.training.hidden = epochs === 0;
    say(this.text, text);
    this.plane.canvas.setAttribute("aria-label", `A grid of the plane, and the points. ${text}`);
    this.showPlaying();
  }
}

/** Begin and end slowly. @param {number} part 0 … 1 */
function smooth(part) {
  return part * part * (3 - 2 * part);
}

export default hosted("folding", RULES, Folding);
