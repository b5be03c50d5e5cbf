/**
 * The playground: data, a network and its training under one's hands. The model holds `settings`
 * (see engine/settings.js), `theta` (parameters to start from, or none) and `result`, which the page
 * writes whenever a run stands still: step, epochs, loss, accuracy, theta.
 *
 * A panel is an element and a `show` that brings it up to date; what hands do on it goes to `change`.
 */
import { DEFAULTS, tidy } from "../../engine/settings.js";
import { readAddress, writeAddress } from "../../parts/address.js";
import { html } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { Player } from "../../parts/player.js";
import { dataPanel } from "./data_panel.js";
import { networkPanel } from "./network_panel.js";
import { ownPoints } from "./own_points.js";
import { pythonPanel } from "./python_panel.js";
import { toolbar } from "./toolbar.js";
import { trainingPanel } from "./training_panel.js";

/** @import { Change, Model, Row, RunResult, Settings } from "../../types.js" */

/** @typedef {{ settings: Partial<Settings>, theta: number[] | null, result: RunResult }} State */

const RULES = `
.cf-panels { display: grid; gap: .9rem; align-items: start; }
.cf-panels fieldset { min-width: 0; margin: 0; padding: .5rem .75rem .75rem; border: 1px solid var(--cf-line); border-radius: .375rem; }
.cf-panels legend { float: none; width: auto; margin: 0; padding: 0 .35rem; font-size: 1rem; font-weight: 700; }
.cf-panels label { display: flex; flex-wrap: wrap; justify-content: space-between; padding: .15rem 0; }
.cf textarea { width: 100%; min-height: 5rem; font-family: monospace; }
.cf-panels input[type="number"] { width: 7rem; }
.cf-layer { display: flex; flex-wrap: wrap; gap: .3rem; align-items: center; padding: .2rem 0; }
.cf-layer input[type="number"] { width: 3.6rem; }
.cf-layer strong { min-width: 3.6rem; }
.cf-layer button { margin-left: auto; min-width: 2.2rem; }
.cf-own canvas { cursor: crosshair; }
.cf-python { grid-column: 1 / -1; }
@container (min-width: 36rem) { .cf-panels:not(.cf-stack) { grid-template-columns: 1fr 1fr; } }
`;

/** Settings that change the picture and not the run. @type {(keyof Settings)[]} */
const VIEW = ["view", "units", "speed"];

/** @extends {Figure<State>} */
class Playground extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Playground: train a network on points in the plane", ["settings", "theta"]);
    const fromPage = el.dataset.address ? readAddress() : null;
    if (fromPage) model.set("settings", fromPage);
    this.settings = tidy({ ...DEFAULTS, ...model.get("settings") });
    this.theta = model.get("theta");
    this.player = new Player(this.settings, { theta: this.theta, onpause: () => this.stopped() });
    /** @type {Change} */
    const change = (some) => this.change(some);
    const points = () => this.points();
    this.toolbar = toolbar(change, this.player);
    this.python = pythonPanel();
    const [network, training, own] = [networkPanel(change), trainingPanel(change), ownPoints(change, this.player, points)];
    const data = dataPanel(change, points, own.el);
    this.panels = [this.toolbar, network, training, own, data];
    this.showSettings();
    this.stopped();
    const stack = html("div", { class: "cf-panels cf-stack" }, training.el, data.el);
    const panels = html("div", { class: "cf-panels" }, network.el, stack, this.python.el);
    this.show("cf-playground", this.toolbar.el, this.player.el, panels);
  }

  destroy() {
    this.player.destroy();
    super.destroy();
  }

  /** Take what has come into the model from elsewhere, from Python perhaps. */
  draw() {
    const { settings, theta } = this.values();
    if (!equal(theta, this.theta)) {
      this.restart();
      this.stopped();
    }
    const next = tidy({ ...this.settings, ...settings });
    if (!equal(next, this.settings)) this.change(next);
  }

  /** Take other settings: the same run goes on where only the view changes, else it starts again. @param {Partial<Settings>} some */
  change(some) {
    const before = this.settings;
    const next = tidy({ ...before, ...some });
    this.settings = next;
    const keys = /** @type {(keyof Settings)[]} */ (Object.keys(next));
    const same = keys.every((key) => VIEW.includes(key) || equal(next[key], before[key]));
    if (same) this.player.look(next);
    else this.restart();
    this.showSettings();
    this.put({ settings: next });
    if (this.el.dataset.address) writeAddress(next);
    if (!same) this.stopped();
  }

  restart() {
    this.theta = this.model.get("theta");
    this.player.load(this.settings, this.theta);
    this.toolbar.showRunning();
  }

  showSettings() {
    for (const panel of this.panels) panel.show(this.settings);
  }

  /** Put what the run has reached into the model, now that it stands still, and bring the Python up to date. */
  stopped() {
    this.toolbar.showRunning();
    const { run } = this.player;
    const { train, test } = run.now;
    const result = { step: run.steps, epochs: run.epochs, loss: train.loss, accuracy: train.accuracy };
    const held = test ? { test_loss: test.loss, test_accuracy: test.accuracy } : {};
    this.put({ result: { ...result, ...held, diverged: run.diverged, theta: [...run.net.theta] } });
    this.python.show(run);
  }

  /** List the points of the run, as rows with a class. @returns {Row[]} */
  points() {
    const { x, y } = this.player.run.all;
    const round = (/** @type {number} */ v) => Number(v.toFixed(4));
    return Array.from(y, (label, i) => [round(x[2 * i]), round(x[2 * i + 1]), label]);
  }
}

/** @param {unknown} a @param {unknown} b */
function equal(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

export default hosted("playground", RULES, Playground);
