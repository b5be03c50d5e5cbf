/**
 * The playground: data, a network and its training under one's hands. The model holds `settings`
 * (see engine/settings.js), `theta` (parameters to start from, or none) and `result`, which the page
 * writes whenever a run stands still: step, epochs, loss, accuracy, theta.
 *
 * A panel is an element and a `show` that brings it up to date; what hands do on it goes to `hands`.
 */
import { equal } from "../../engine/equal.js";
import { DEFAULTS, counted, isRegression, tidy, unitShown } from "../../engine/settings.js";
import { onAddress, readAddress, writeAddress } from "../../parts/address.js";
import { html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { Player } from "../../parts/player.js";
import { dataPanel } from "./data_panel.js";
import { drawnOn } from "./drawing.js";
import { History } from "./history.js";
import { unitCaption } from "./names.js";
import { NET, netPicture } from "./net_picture.js";
import { networkPanel } from "./network_panel.js";
import { pointsPanel } from "./points_panel.js";
import { pythonPanel } from "./python_panel.js";
import { TABS, tabs } from "./tabs.js";
import { toolbar } from "./toolbar.js";
import { trainingPanel } from "./training_panel.js";
import { WEIGHTS, weightsPanel } from "./weights_panel.js";

/** @import { Run } from "../../engine/run.js" */
/** @import { Model, Row, RunResult, Settings } from "../../types.js" */
/** @import { Hands } from "./hands.js" */

/** @typedef {{ settings: Partial<Settings>, theta: number[] | null, result: RunResult }} State */

const RULES = `${NET}${TABS}${WEIGHTS}
.cf-playground [hidden] { display: none !important; }
.cf-playground fieldset { min-width: 0; margin: 0; padding: .25rem .5rem .5rem; border: 0; }
.cf-playground legend { float: none; width: auto; margin: 0; padding: 0; font-size: 1rem; font-weight: 700; }
.cf-tabbed label { display: flex; flex-wrap: wrap; justify-content: space-between; padding: .1rem 0; }
.cf textarea { width: 100%; min-height: 5rem; font-family: monospace; }
.cf-tabbed input[type="number"] { width: 7rem; }
.cf-layer { display: flex; flex-wrap: wrap; gap: .3rem; align-items: center; padding: .2rem 0; }
.cf-layer input[type="number"] { width: 3.6rem; }
.cf-layer strong { min-width: 3.6rem; }
.cf-layer button { margin-left: auto; min-width: 2.2rem; }
.cf-own canvas { cursor: crosshair; touch-action: pan-x pan-y; }
.cf-python mark { color: inherit; background: none; box-shadow: inset 3px 0 0 var(--cf-blue); padding-left: .4rem; font-weight: 700; }
.cf .cf-playground .cf-pictures { display: flex; flex-direction: column; }
.cf-sheet { display: grid; gap: .4rem; align-content: start; background: var(--cf-back); position: sticky; bottom: 0; order: 1; z-index: 1; border-top: 2px solid var(--cf-line); padding: .4rem 0; }
.cf-tabbed { max-height: 38vh; overflow-y: auto; }
.cf .cf-toolbar { gap: .3rem; }
.cf .cf-toolbar :is(button, select), .cf .cf-tabs button { padding: 0 .35rem; font-size: .9rem; }
.cf .cf-toolbar select { width: 4.5rem; flex: 1 1 4.5rem; }
@container (min-width: 40rem) {
  .cf .cf-playground .cf-pictures { display: grid; grid-template-columns: 1fr 1fr; }
  .cf-net-picture { grid-column: 1 / -1; }
  .cf-playground .cf-pictures > figure:nth-of-type(2) { grid-row: span 2; }
  .cf-sheet { position: static; order: 0; height: 0; min-height: 100%; grid-template-rows: auto auto minmax(0, 1fr); border: 0; padding: 0; }
  .cf-tabbed { max-height: none; }
}
`;

/** Settings that change the picture and not the run. @type {(keyof Settings)[]} */
const VIEW = ["view", "units", "shown", "speed", "stop", "hide"];

/** @extends {Figure<State>} */
class Playground extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Playground: train a network on points in the plane", ["settings", "theta"]);
    const fromPage = el.dataset.address ? readAddress() : null;
    if (fromPage) model.set("settings", fromPage);
    this.settings = tidy({ ...DEFAULTS, ...model.get("settings") });
    this.theta = model.get("theta");
    this.history = new History();
    this.gesture = false; // hands hold something
    this.goesOn = false; // once they let go
    /** The weight that is chosen, by the unit that it comes from. @type {number | null} */
    this.from = null;
    this.player = new Player(this.settings, { theta: this.theta, onpause: () => this.stopped(), ondraw: () => this.drawn() });
    const { hands } = this;
    const runOf = () => this.player.run;
    const points = () => this.points();
    const change = hands.change;
    this.toolbar = toolbar(change, this.player, this.history, { undo: () => this.back("undo"), redo: () => this.back("redo") });
    this.python = pythonPanel();
    this.net = netPicture(hands, runOf);
    this.weights = weightsPanel(hands, runOf);
    const [network, training, own, data] = [networkPanel(hands), trainingPanel(change), pointsPanel(change, points), dataPanel(change, points)];
    this.panels = [this.toolbar, this.net, this.weights, network, training, data];
    this.tabs = tabs([
      { name: "Network", el: network.el },
      { name: "Weights", el: this.weights.el },
      { name: "Training", el: training.el },
      { name: "Data", el: data.el },
      { name: "Points", el: own.el },
    ]);
    this.tabs.el.prepend(this.toolbar.el);
    this.player.views.el.prepend(this.net.el);
    this.net.el.after(this.player.views.el.children[1], this.tabs.el);
    drawnOn(hands, this.player, { points, brush: own.brush, editable: () => !this.hides("Points") });
    this.showSettings();
    this.stopped();
    this.show("cf-playground", this.player.el, this.python.el);
    this.el.addEventListener("keydown", (event) => this.shortcut(event));
    this.forgetAddress = el.dataset.address ? onAddress((settings) => this.change(settings)) : () => {};
  }

  destroy() {
    this.forgetAddress();
    this.net.destroy();
    this.player.destroy();
    super.destroy();
  }

  /** What hands do, in the words of hands.js. @returns {Hands} */
  get hands() {
    return {
      change: (some, place) => this.change(some, place),
      set: (at, value) => this.edit((run) => run.set(at, value)),
      hover: (unit) => this.player.look({ ...this.settings, shown: unit ? counted(unit) : this.settings.shown }),
      choose: (unit, from) => {
        this.from = from;
        this.change({ shown: unit && counted(unit) });
        if (unit) this.tabs.open("Weights");
        this.net.tell();
      },
      line: () => this.line(),
      addLayer: () => this.layer(),
      addUnit: (layer) => this.units(layer, 1),
      removeUnit: (layer, unit) => this.units(layer, -1, unit),
      begin: () => this.begin(),
      end: () => this.end(),
      playing: () => this.player.playing,
    };
  }

  /** Find the weight that is chosen. @returns {import("../../paint/placing.js").Line | null} */
  line() {
    const unit = unitShown(this.settings);
    return unit && unit[0] && this.from !== null ? [...unit, this.from] : null;
  }

  /** Take what has come into the model from elsewhere, from Python perhaps. */
  draw() {
    const { settings, theta } = this.values();
    if (!equal(theta, this.theta)) {
      this.theta = theta;
      this.player.load(this.settings, theta);
      this.stopped();
    }
    const next = tidy({ ...this.settings, ...settings });
    if (!equal(next, this.settings)) this.change(next);
  }

  /** Take other settings; the run goes on. @param {Partial<Settings>} some @param {import("../../engine/carried.js").Place} [place] */
  change(some, place) {
    const before = this.settings;
    const next = tidy({ ...before, ...some });
    this.settings = next;
    const keys = /** @type {(keyof Settings)[]} */ (Object.keys(next));
    const same = keys.every((key) => VIEW.includes(key) || equal(next[key], before[key]));
    if (same) {
      this.player.look(next);
      this.python.write(this.player.run);
      this.took();
    } else this.edit((run) => run.change(next, place));
  }

  /** Change the run, in a way that can be undone. @param {(run: Run) => void} how */
  edit(how) {
    this.player.change((run) => {
      if (!this.gesture) this.history.keep(run);
      how(run);
    });
    this.took();
  }

  /** Show everywhere what has been changed, and let the model know. */
  took() {
    this.showSettings();
    if (this.gesture) return;
    this.put({ settings: this.settings });
    if (this.el.dataset.address) writeAddress(this.settings);
  }

  /** Hands take something: the run waits, and all that they do is undone as one. */
  begin() {
    this.goesOn = this.player.playing;
    this.gesture = true;
    if (this.goesOn) this.player.pause();
    this.player.stand("epoch", () => this.history.keep(this.player.run));
  }

  end() {
    this.player.stand("epoch", () => {
      this.gesture = false;
      this.took();
      if (this.goesOn) this.player.play();
      else this.stopped();
      this.toolbar.showRunning();
    });
  }

  /** @param {"undo" | "redo"} way */
  back(way) {
    this.player.change((run) => {
      this.history[way](run);
      this.settings = run.settings;
      this.took();
    });
  }

  /** @param {KeyboardEvent} event */
  shortcut(event) {
    const { key, ctrlKey, metaKey, shiftKey, target } = event;
    if (!(ctrlKey || metaKey) || key.toLowerCase() !== "z" || /** @type {Element} */ (target).matches("input, textarea")) return;
    event.preventDefault();
    this.back(shiftKey ? "redo" : "undo");
  }

  /** Add a hidden layer. */
  layer() {
    const { hidden, activations, shown } = this.settings;
    const next = { hidden: [...hidden, hidden.at(-1) ?? 2], activations: [...activations, activations.at(-1) ?? "tanh"], view: hidden.length + 1 };
    this.change({ ...next, shown: shown && shown[0] > hidden.length ? null : shown });
  }

  /** Add a unit to a hidden layer, or take one away. @param {number} layer from 0 @param {1 | -1} by @param {number} [unit] */
  units(layer, by, unit) {
    const { hidden, activations, shown } = this.settings;
    const n = hidden[layer] + by;
    const gone = n < 1;
    const next = { hidden: gone ? without(hidden, layer) : hidden.map((old, i) => (i === layer ? n : old)), activations: gone ? without(activations, layer) : activations };
    const lost = shown && by < 0 && (gone ? shown[0] > layer : shown[0] === layer + 1 && shown[1] > (unit ?? n));
    this.change({ ...next, shown: lost ? null : shown }, { layer, unit });
  }

  /** Tell whether a lesson, or a regression, does without these controls. @param {string} name */
  hides(name) {
    return this.settings.hide.includes(name.toLowerCase()) || (name === "Points" && isRegression(this.settings));
  }

  showSettings() {
    for (const panel of this.panels) panel.show(this.settings);
    this.tabs.offer((name) => this.hides(name));
    this.player.views.boundary.canvas.style.cursor = this.hides("Points") ? "default" : "";
    this.python.el.hidden = this.hides("Python");
    this.toolbar.showRunning();
    this.drawn();
  }

  /** Draw what stands beside the player's own pictures. */
  drawn() {
    if (!this.net) return; // the first pictures, before there are panels
    const { run } = this.player;
    const shown = unitShown(run.settings);
    this.net.draw();
    this.weights.draw();
    if (shown) say(this.player.views.planeCaption, unitCaption(run.net, ...shown));
  }

  /** Put what the run has reached into the model, now that it stands still, and bring the Python up to date. */
  stopped() {
    if (this.gesture || !this.net) return;
    this.toolbar.showRunning();
    const { run } = this.player;
    const { train, test } = run.now;
    const result = { step: run.steps, epochs: run.epochs, loss: train.loss, test_loss: test?.loss };
    const accuracies = isRegression(run.settings) ? {} : { accuracy: train.accuracy, test_accuracy: test?.accuracy };
    this.put({ result: { ...result, ...accuracies, diverged: run.diverged, theta: [...run.net.theta] } });
    this.python.show(run);
  }

  /** List the points of the run, as rows with a class: of targets that of their sign. @returns {Row[]} */
  points() {
    if (this.settings.data === "own") return this.settings.points;
    const { x, y } = this.player.run.all;
    const round = (/** @type {number} */ v) => Number(v.toFixed(4));
    return Array.from(y, (label, i) => [round(x[2 * i]), round(x[2 * i + 1]), label > 0 ? 1 : 0]);
  }
}

/** @template T @param {T[]} list @param {number} i */
function without(list, i) {
  return list.filter((_, j) => j !== i);
}

export default hosted("playground", RULES, Playground);
