/**
 * A run that plays: its pictures, its numbers and its clock. It is trained in a workroom, which shows
 * now and then what it has reached; each frame draws one of the pictures. It stands still while nobody
 * can see it, and for what hands change of the run.
 */
import { bestHalfPlane, halfPlanes } from "../engine/half_plane.js";
import { pictures } from "../engine/pictures.js";
import { Run } from "../engine/run.js";
import { isRegression } from "../engine/settings.js";
import { html, say } from "./dom.js";
import { NUMBERS, numbers, summary } from "./numbers.js";
import { inPieces } from "./pieces.js";
import { dress, onTheme } from "./style.js";
import { Views } from "./views.js";
import { Workroom } from "./workroom.js";

/** @import { Pictures } from "../engine/pictures.js" */
/** @import { Settings } from "../types.js" */

// Milliseconds of training a frame, where the page itself trains: 6 of 16.7 at sixty frames a second.
// Where frames come more slowly anyway, a like share of them, or such a machine would hardly train at all.
const TRAINING = { least: 6, share: 0.4, most: 40 };

const RULES = `${NUMBERS}
.cf-player, .cf-pictures { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.cf-player figure { min-width: 0; }
.cf-player figcaption { font-size: .85rem; min-height: 2.6em; }
.cf-key { display: flex; gap: .4rem; align-items: center; font-size: .85rem; }
.cf-key i { flex: 1; height: .7rem; border: 1px solid var(--cf-line); background: linear-gradient(90deg, var(--cf-orange), var(--cf-back), var(--cf-blue)); forced-color-adjust: none; }
.cf-player [hidden] { display: none; }
@container (min-width: 36rem) { .cf-wide .cf-pictures { grid-template-columns: 1fr 1fr; } }
`;

export class Player {
  /**
   * @param {Settings} settings
   * @param {{ theta?: number[] | null, curves?: boolean, plain?: boolean, onpause?: () => void, ondraw?: () => void, watch?: Element }}
   *   [options] plain: without terms, for readers who have met none; watch: what has to be in view for
   *   the run to go on, if not its own element
   */
  constructor(settings, { theta = null, curves = true, plain = false, onpause = () => {}, ondraw = () => {}, watch } = {}) {
    dress("player", RULES);
    this.onpause = onpause;
    this.ondraw = ondraw;
    this.onarrival = () => {};
    this.playing = false;
    this.visible = true;
    /** The frame that has been asked for; 0: none. */
    this.asked = 0;
    this.workroom = new Workroom((look) => this.saw(look.pictures), () => this.stood(true));
    /** What the pictures show. @type {Pictures | null} */
    this.seen = null;
    /** What a frame each draws of it. @type {(() => void)[]} */
    this.due = [];
    this.looking = false; // at the run that stands still
    this.changed = false; // since that look began
    this.leaveOff = this.leaveCeiling = () => {};
    this.until = Infinity; // the step to stop at
    /** What waits for the run to stand still. @type {(() => void)[]} */
    this.waiting = [];
    this.training = TRAINING.least;
    /** @type {number | null} */
    this.lastFrame = null;
    /** @type {number | null} */
    this.ceiling = null;
    this.views = new Views({ curves, plain });
    this.plain = plain;
    this.numbers = numbers(plain);
    this.spoken = html("p", { class: "cf-hidden", role: "status" });
    this.el = html("div", { class: "cf-player cf-wide" }, ...this.numbers.parts, this.spoken, this.views.el);
    this.observer = new IntersectionObserver((entries) => {
      this.visible = entries.at(-1)?.isIntersecting ?? true; // a busy page is told several at once: the last holds
      this.wake();
    });
    this.observer.observe(watch ?? this.el);
    this.forgetTheme = onTheme(() => this.recolour());
    this.awake = () => this.wake();
    document.addEventListener("visibilitychange", this.awake);
    this.run = new Run(settings, theta);
    this.drawAll();
    this.findCeiling();
  }

  destroy() {
    this.reset();
    this.leaveCeiling();
    this.workroom.close();
    this.observer.disconnect();
    this.forgetTheme();
    document.removeEventListener("visibilitychange", this.awake);
  }

  /** Leave off whatever goes on with the run. */
  reset() {
    this.playing = false;
    this.workroom.drop();
    this.due = [];
    this.waiting = [];
    this.leaveOff();
    this.looking = false;
  }

  /** Begin a new run. @param {Settings} settings @param {number[] | null} [theta] */
  load(settings, theta = null) {
    this.reset();
    this.run = new Run(settings, theta);
    this.drawAll();
    this.findCeiling();
  }

  /** Change the run at the end of an epoch; it goes on if it went on. @param {(run: Run) => void} how */
  change(how) {
    this.stand("epoch", () => {
      how(this.run);
      this.findCeiling();
      this.drawAll();
      if (!this.playing) this.onpause();
    });
  }

  /** Take what changes the pictures alone: other units, another speed. The same run goes on. @param {Settings} settings */
  look({ view, units, shown, speed, stop, hide }) {
    const take = () => {
      this.run.settings = { ...this.run.settings, view, units, shown, speed, stop, hide };
      if (this.playing && !this.waiting.length) this.workroom.look(this.run.settings);
      else this.drawAll();
    };
    if (this.waiting.length) this.waiting.push(take);
    else take();
  }

  rewind() {
    this.stand("step", () => {
      this.run.rewind();
      this.stood();
    });
  }

  step() {
    this.stand("step", () => {
      this.run.advance(1);
      this.stood();
    });
  }

  /** @param {number} [epochs] where to stop @param {() => void} [onarrival] */
  play(epochs = Infinity, onarrival = () => {}) {
    if (this.run.diverged) return;
    this.onarrival = onarrival;
    this.lastFrame = null;
    this.until = epochs * this.run.stepsPerEpoch;
    this.playing = true;
    this.run.hope();
    this.goOn();
  }

  /** Let the workroom have the run, unless something waits for it to stand still. */
  goOn() {
    if (this.waiting.length || !this.playing) return;
    this.workroom.begin(this.run, this.until);
    this.wake();
  }

  /** Stop at the end of an epoch, where the Python program can stop as well. */
  pause() {
    this.stand("epoch", () => this.stood());
  }

  /**
   * Let the run stand still; what comes then may have to wait until the workroom has handed it back. If
   * it leaves the run playing, it goes on.
   * @param {"epoch" | "step"} where @param {() => void} then
   */
  stand(where, then) {
    if (!this.playing && !this.waiting.length) return then();
    this.waiting.push(then);
    if (this.waiting.length > 1) return;
    this.workroom.stop(where, () => {
      for (const each of this.waiting) each(); // those that come meanwhile too
      this.waiting = [];
      this.goOn();
    });
  }

  /** The run stands still: show it as it is. */
  stood(arrived = false) {
    this.playing = false;
    this.due = [];
    this.run.measure();
    this.drawAll();
    this.onpause();
    if (arrived) this.onarrival();
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

  /** Fill a frame: the work goes on, and one of the pictures is drawn. */
  tick() {
    if (!this.playing) return;
    this.workroom.frame(this.training);
    this.due.shift()?.();
  }

  /** Take what is to be seen now; where the last has not yet been drawn, the rest shows this. @param {Pictures} seen */
  saw(seen) {
    this.seen = seen;
    if (this.due.length) return;
    this.due = [
      () => this.drawBoundary(),
      () => this.drawFolded(),
      () => {
        this.drawCurves();
        this.tell();
      },
      () => this.ondraw(),
    ];
  }

  drawBoundary() {
    if (this.seen) this.views.boundary.draw(this.run, this.seen.p);
  }

  drawFolded() {
    if (this.seen) this.views.folded.draw(this.run, this.seen);
  }

  recolour() {
    this.views.recolour();
    this.drawAll();
  }

  /** Show the run as it stands: at once what a frame has time for, then the rest. */
  drawAll() {
    this.lookAtRun();
    this.drawCurves();
    this.tell();
    this.ondraw();
    const where = summary(this.run, this.plain);
    if (!this.playing) say(this.spoken, where);
    this.views.name(this.run, where);
  }

  /** Look at the run; if hands change it meanwhile, then once more after that. */
  lookAtRun() {
    this.changed = this.looking;
    if (this.changed) return;
    this.looking = true;
    this.leaveOff = inPieces(this.drawPlanes(), () => {
      this.looking = false;
      if (this.changed) this.lookAtRun();
    }, { first: !this.seen });
  }

  /** Draw the plane, and the plane as a hidden layer sees it, in pieces. */
  *drawPlanes() {
    const seen = yield* pictures(this.run, this.seen?.fold?.axes);
    if (!this.playing) this.seen = seen;
    this.drawBoundary();
    yield;
    this.drawFolded();
  }

  drawCurves() {
    this.views.drawCurves(this.run, this.ceiling);
  }

  /** Find the best straight line for the curves, now that there are other points. */
  findCeiling() {
    this.leaveCeiling();
    this.ceiling = null;
    if (!this.views.curves.length || isRegression(this.run.settings)) return;
    this.leaveCeiling = inPieces(halfPlanes(this.run.train), (ceiling) => {
      this.ceiling = ceiling;
      this.drawCurves();
    }, { later: true });
  }

  /** Tell the accuracy that no straight line can pass on these training points. */
  bestLine() {
    this.ceiling ??= bestHalfPlane(this.run.train);
    return this.ceiling;
  }

  /** Bring the numbers and the caption up to date. */
  tell() {
    this.numbers.show(this.run);
    this.views.tell(this.run);
  }
}
