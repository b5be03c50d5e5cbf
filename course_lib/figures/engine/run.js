/**
 * One run of a playground: data, a network and its training, without any drawing. The same settings
 * give the same run, here and in the Python that parts/snippet.js writes; and so do the same changes
 * on its way, which are kept as phases.
 */
import { carry } from "./carried.js";
import { makeData, reachOf } from "./data.js";
import { equal } from "./equal.js";
import { netOf, optimizerOf, optionsOf } from "./made.js";
import { highest, isFlat, lower } from "./plateau.js";
import { sizesOf } from "./settings.js";
import { Trainer } from "./training.js";

/** @import { Measured, Phase, Points, Settings } from "../types.js" */
/** @import { Place } from "./carried.js" */
/** @import { Look } from "./lesson.js" */
/** @import { TrainerState } from "./training.js" */

/**
 * @typedef {{ theta: Float64Array, stepsBefore: number, reach: number, trainer: TrainerState,
 *   lowest: import("./plateau.js").Lowest }} RunState
 */

const KEPT = 600; // points of the curves; when there are more, every second one goes
const PHASES = 20; // when there are more, the parameters as they stand are written down, and the story begins with them

/** @type {Points} */
const NONE = { x: new Float64Array(), y: new Int32Array() };

/** @type {(keyof Settings)[]} */
const DATA = ["data", "n", "noise", "data_seed", "test", "points"];
/** @type {(keyof Settings)[]} */
const TRAINING = ["optimizer", "rate", "momentum", "l2", "batch", "shuffle"];

export class Run {
  /** @param {Settings} settings @param {number[] | null} [theta] to start from */
  constructor(settings, theta = null) {
    this.net = netOf(settings);
    /** @type {Pick<Phase, "theta" | "edits">} */
    this.start = { theta: theta?.length === this.net.nParameters ? [...theta] : null, edits: [] };
    /** How it began, and each change since: what one call of fit does in Python. */
    this.phases = [{ settings, ...this.start, epochs: 0, from: 0 }];
    this.stepsBefore = 0; // this phase
    this.epochsBefore = 0; // the first of the phases
    this.train = this.test = this.all = NONE;
    this.reach = 0; // of the picture
    this.lowest = highest(); // loss of this phase, watched where it is to stop by itself
    this.optimizer = optimizerOf(settings);
    this.trainer = new Trainer(this.net, this.train, this.optimizer);
    /** @type {Measured[]} */
    this.curve = [];
    this.every = 1; // steps from a point of the curves to the next
    /** @type {Measured} */
    this.now = { step: 0, train: { loss: 0, accuracy: 0 }, test: null };
    this.begin(settings);
  }

  /** Go back to the initial weights, the same as before. */
  rewind() {
    this.begin(this.settings);
  }

  /** Put the initial weights into the network, and a new trainer beside it. @param {Settings} settings */
  begin(settings) {
    const { theta, edits } = this.start;
    this.net.start(settings.seed);
    if (theta) this.net.theta.set(theta);
    for (const [at, value] of edits) this.net.theta[at] = value;
    this.phases = [{ settings, theta, edits, epochs: 0, from: 0 }];
    this.stepsBefore = this.epochsBefore = 0;
    this.load();
    this.optimizer = optimizerOf(settings);
    this.trainer = this.newTrainer();
    this.curve = [];
    this.every = 1;
    this.measure();
  }

  /** The phase that goes on. @returns {Phase} */
  get phase() {
    return this.phases[this.phases.length - 1];
  }

  get settings() {
    return this.phase.settings;
  }

  /** Take settings that change nothing but the view. @param {Settings} settings */
  set settings(settings) {
    this.phase.settings = settings;
  }

  /**
   * Go on with other settings, from the end of this epoch on: all that has been learnt and still fits
   * is kept. Another seed begins again, and so does a run that has diverged.
   * @param {Settings} settings @param {Place} [place] where units or layers came or went
   */
  change(settings, place = {}) {
    this.finishEpoch();
    const before = this.settings;
    const differ = (/** @type {(keyof Settings)[]} */ keys) => keys.some((key) => !equal(settings[key], before[key]));
    if (differ(["activations"]) || !equal(sizesOf(settings), this.net.sizes)) this.rebuild(settings, place);
    else if (differ(["seed"]) || this.diverged) this.begin(settings);
    else {
      this.turn(settings);
      if (differ(DATA)) this.load();
      if (differ(["optimizer"])) this.optimizer = optimizerOf(settings);
      else Object.assign(this.optimizer, optionsOf(settings));
      if (differ([...DATA, ...TRAINING])) this.trainer = this.newTrainer();
    }
    this.measure();
  }

  /** Set a parameter by hand, from the end of this epoch on. @param {number} at in θ @param {number} value */
  set(at, value) {
    this.finishEpoch();
    const before = this.phase;
    this.turn(this.settings);
    if (this.phase !== before) this.trainer = this.newTrainer();
    const { phase } = this;
    phase.edits = [...phase.edits.filter(([other]) => other !== at), [at, value]];
    if (!this.steps) this.start.edits = phase.edits;
    this.net.theta[at] = value;
    this.measure();
  }

  /** Begin the next phase, unless nothing has been trained in this one. @param {Settings} settings */
  turn(settings) {
    if (!this.trainer.steps) {
      this.settings = settings;
      return;
    }
    this.phase.epochs = this.epochsOfPhase;
    if (this.phases.length < PHASES) this.phases.push({ settings, theta: null, edits: [], epochs: 0, from: this.steps });
    else this.writeDown(settings);
    this.stepsBefore += this.trainer.steps; // of the next trainer
  }

  /** Let the story begin with the parameters as they stand: what led to them is forgotten. @param {Settings} settings */
  writeDown(settings) {
    this.epochsBefore += this.phases.reduce((sum, { epochs }) => sum + epochs, 0);
    this.phases = [{ settings, theta: [...this.net.theta], edits: [], epochs: 0, from: this.steps }];
    this.optimizer = optimizerOf(settings);
  }

  /** Take other layers: the trained rest is kept. @param {Settings} settings @param {Place} place */
  rebuild(settings, place) {
    const before = this.net;
    const untouched = !this.steps && !this.start.theta && !this.start.edits.length;
    this.net = netOf(settings);
    this.start = { theta: null, edits: [] };
    if (untouched || this.diverged || !carry(before, this.net, place)) {
      this.begin(settings);
      return;
    }
    if (this.trainer.steps) this.phase.epochs = this.epochsOfPhase;
    this.writeDown(settings);
    this.stepsBefore = this.steps;
    if (!this.steps) this.start.theta = this.phase.theta;
    if (this.net.loss !== before.loss) this.curve = [];
    this.load();
    this.trainer = this.newTrainer();
  }

  /** Make the points; the picture goes on reaching as far as before, where they fill it well enough. */
  load() {
    Object.assign(this, makeData(this.settings));
    const reach = reachOf(this.all.x);
    const fits = this.reach >= reach / 1.1 && this.reach <= 2 * reach;
    this.reach = fits ? this.reach : reach;
  }

  newTrainer() {
    this.lowest = highest();
    const { batch: batchSize, shuffle, seed } = this.settings;
    return new Trainer(this.net, this.train, this.optimizer, { batchSize, shuffle, seed });
  }

  get steps() {
    return this.stepsBefore + this.trainer.steps;
  }

  get stepsPerEpoch() {
    return Math.ceil(this.trainer.n / this.trainer.batchSize);
  }

  /** The epochs of this phase. */
  get epochsOfPhase() {
    return Math.floor(this.trainer.steps / this.stepsPerEpoch);
  }

  get epochs() {
    return this.phases.reduce((sum, { epochs }) => sum + epochs, this.epochsBefore) + this.epochsOfPhase;
  }

  get diverged() {
    return this.trainer.diverged;
  }

  /** Make so many steps, or fewer if the loss is no longer a number. @param {number} steps */
  advance(steps) {
    for (let i = 0; i < steps && !this.diverged && !this.settled; i++) {
      this.trainer.step();
      if (this.settings.stop && this.trainer.at === 0) this.watch();
    }
  }

  /** Whether training gets no further, and is to stop then. */
  get settled() {
    return this.settings.stop && isFlat(this.lowest, this.epochsOfPhase);
  }

  /** Look whether the loss has fallen. */
  watch() {
    const { loss } = this.net.evaluate(this.train.x, this.train.y);
    this.lowest = lower(this.lowest, loss, this.epochsOfPhase);
  }

  /** Begin anew to wait for the loss to fall. */
  hope() {
    this.lowest = highest(this.epochsOfPhase);
  }

  /** How it came about, with the epochs so far: what parts/snippet.js writes as Python. */
  get story() {
    return this.phases.map((phase) => (phase === this.phase ? { ...phase, epochs: this.epochsOfPhase } : phase));
  }

  /** Go to the end of this epoch, where the Python program can stop as well. */
  finishEpoch() {
    while (this.trainer.at !== 0 && !this.diverged) this.trainer.step();
  }

  /** Measure loss and accuracy as they are now, and put a point on the curves. @returns {Measured} */
  measure() {
    const train = this.net.evaluate(this.train.x, this.train.y);
    const test = this.test.y.length ? this.net.evaluate(this.test.x, this.test.y) : null;
    this.note({ step: this.steps, train, test });
    return this.now;
  }

  /** Put what has been measured on the curves. @param {Measured} now */
  note(now) {
    this.now = now;
    const last = this.curve.at(-1);
    if (!last || now.step >= last.step + this.every) this.curve.push(this.now);
    if (this.curve.length > KEPT) {
      this.curve = this.curve.filter((_, i) => i % 2 === 0);
      this.every = Math.max(1, (this.curve[this.curve.length - 1].step / this.curve.length) | 0);
    }
  }

  /** Copy where the run stands, to go on from it elsewhere. @returns {RunState} */
  state() {
    const { net, stepsBefore, reach, trainer, lowest } = this;
    return { theta: net.theta.slice(), stepsBefore, reach, trainer: trainer.state(), lowest };
  }

  /** Go on from where a run of the same settings stood. @param {RunState} state */
  restore({ theta, stepsBefore, reach, trainer, lowest }) {
    this.lowest = lowest;
    this.net.theta.set(theta);
    this.stepsBefore = stepsBefore;
    this.reach = reach;
    this.trainer.restore(trainer);
  }

  /** Show what a run of the same settings has reached elsewhere, which has not yet ended. @param {Look} look */
  follow({ theta, now }) {
    this.net.theta.set(theta);
    this.trainer.steps = now.step - this.stepsBefore;
    this.note(now);
  }

  /** Keep all that this run is, and how it came about, as plain data. */
  snapshot() {
    const { phases, start, epochsBefore, curve, every } = this;
    return structuredClone({ phases, start, epochsBefore, curve, every, state: this.state() });
  }

  /** Be again what a snapshot is of. @param {ReturnType<Run["snapshot"]>} snapshot */
  revert(snapshot) {
    const { state, ...rest } = structuredClone(snapshot);
    Object.assign(this, rest);
    this.net = netOf(this.settings);
    this.load();
    this.optimizer = optimizerOf(this.settings);
    this.trainer = this.newTrainer();
    this.restore(state);
    this.measure();
  }
}
