/**
 * One run of a playground: data, a network and its training, without any drawing. The same settings
 * give the same run, here and in the Python that parts/snippet.js writes.
 */
import { joined, makeData, reachOf } from "./data.js";
import { MLP } from "./network.js";
import { Adam, SGD } from "./optimizers.js";
import { Trainer } from "./training.js";

/** @import { Measured, Settings } from "../types.js" */
/** @import { Look } from "./lesson.js" */
/** @import { TrainerState } from "./training.js" */

/** @typedef {{ theta: Float64Array, trainer: TrainerState }} RunState */

const KEPT = 600; // points of the curves; when there are more, every second one goes

export class Run {
  /** @param {Settings} settings @param {number[] | null} [theta] to start from */
  constructor(settings, theta = null) {
    this.settings = settings;
    this.theta = theta;
    const { train, test } = makeData(settings);
    this.train = train;
    this.test = test;
    this.all = joined(train, test);
    this.reach = reachOf(this.all.x);
    const sizes = [2, ...settings.hidden, 2];
    this.net = new MLP(sizes, { activation: settings.activations, seed: settings.seed });
    this.trainer = this.begin();
    /** @type {Measured[]} */
    this.curve = [];
    this.every = 1; // steps from a point of the curves to the next
    this.now = this.measure();
  }

  /** Go back to the initial weights, the same as before. */
  rewind() {
    this.trainer = this.begin();
    this.curve = [];
    this.every = 1;
    this.measure();
  }

  /** Put the initial weights into the network, and a new trainer beside it. */
  begin() {
    const { net, settings: s } = this;
    net.start(s.seed);
    if (this.theta?.length === net.nParameters) net.theta.set(this.theta);
    const options = { learningRate: s.rate, momentum: s.momentum, weightDecay: s.l2 };
    const optimizer = s.optimizer === "Adam" ? new Adam(options) : new SGD(options);
    const { batch: batchSize, shuffle, seed } = s;
    return new Trainer(net, this.train, optimizer, { batchSize, shuffle, seed });
  }

  get steps() {
    return this.trainer.steps;
  }

  get stepsPerEpoch() {
    return Math.ceil(this.trainer.n / this.trainer.batchSize);
  }

  get epochs() {
    return Math.floor(this.steps / this.stepsPerEpoch);
  }

  get diverged() {
    return this.trainer.diverged;
  }

  /** Make so many steps, or fewer if the loss is no longer a number. @param {number} steps */
  advance(steps) {
    for (let i = 0; i < steps && !this.diverged; i++) this.trainer.step();
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
    return { theta: this.net.theta.slice(), trainer: this.trainer.state() };
  }

  /** Go on from where a run of the same settings stood. @param {RunState} state */
  restore({ theta, trainer }) {
    this.net.theta.set(theta);
    this.trainer.restore(trainer);
  }

  /** Show what a run of the same settings has reached elsewhere, which has not yet ended. @param {Look} look */
  follow({ theta, now }) {
    this.net.theta.set(theta);
    this.trainer.steps = now.step;
    this.note(now);
  }
}
