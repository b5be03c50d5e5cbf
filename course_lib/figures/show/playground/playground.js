/**
 * The playground: data, a network and its training under one's hands. The model holds `settings`
 * (see engine/settings.js), `theta` (parameters to start from, or none) and `result`, which the page writes
 * whenever a run stands still: step, epochs, loss, accuracy, theta.
 */
import { readPoints, toCsv } from "../../engine/points.js";
import { DEFAULTS, LIMITS, tidy } from "../../engine/settings.js";
import { readAddress, writeAddress } from "../../parts/address.js";
import { arrow, button, checkbox, labelled, number, options, pointed, select } from "../../parts/controls.js";
import { html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { Player } from "../../parts/player.js";
import { python } from "../../parts/snippet.js";

const RULES = `
.cf-panels { display: grid; gap: .9rem; align-items: start; }
.cf-panels fieldset { min-width: 0; margin: 0; padding: .5rem .75rem .75rem; border: 1px solid var(--cf-line); border-radius: .375rem; }
.cf-panels legend { float: none; width: auto; margin: 0; padding: 0 .35rem; font-size: 1rem; font-weight: 700; }
.cf-panels label { display: flex; justify-content: space-between; padding: .15rem 0; }
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

const SPEEDS = [
  [0, "as fast as it goes"],
  [20, "20 steps a frame"],
  [1, "one step a frame"],
];
const NAMES = { spiral: "spiral", circle: "circle", simple: "simple", own: "my own points" };
const ACTIVATIONS = ["linear", "tanh", "sigmoid", "relu"];

class Playground extends Figure {
  constructor(model, el) {
    super(model, el, "Playground: train a network on points in the plane", ["settings", "theta"]);
    const fromPage = el.dataset.address ? readAddress() : null;
    if (fromPage) model.set("settings", fromPage);
    this.settings = tidy({ ...DEFAULTS, ...model.get("settings") });
    this.theta = model.get("theta");
    this.player = new Player(this.settings, { theta: this.theta, onpause: () => this.stopped() });
    const parts = [this.toolbar(), this.player.el, this.panels()];
    this.editing();
    this.showSettings();
    this.stopped();
    this.show("cf-playground", ...parts);
  }

  destroy() {
    this.player.destroy();
    super.destroy();
  }

  /** What has come into the model from elsewhere, from Python perhaps. */
  draw() {
    const [some, theta] = this.values();
    if (!equal(theta, this.theta)) {
      this.restart();
      this.stopped();
    }
    const next = tidy({ ...this.settings, ...some });
    if (!equal(next, this.settings)) this.change(next);
  }

  /** Other settings: the same run goes on where only the view changes, else it starts again. */
  change(some) {
    const before = this.settings;
    const next = tidy({ ...before, ...some });
    this.settings = next;
    const view = ["view", "units", "speed"];
    const same = Object.keys(next).every((key) => view.includes(key) || equal(next[key], before[key]));
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
    this.showRunning();
  }

  /** The run stands still: what it reached goes to the model, and the Python is brought up to date. */
  stopped() {
    this.showRunning();
    const { run } = this.player;
    const { train, test } = run.now;
    const result = { step: run.steps, epochs: run.epochs, loss: train.loss, accuracy: train.accuracy };
    if (test) Object.assign(result, { test_loss: test.loss, test_accuracy: test.accuracy });
    this.put({ result: { ...result, diverged: run.diverged, theta: [...run.net.theta] } });
    say(this.code, python(this.settings, run.epochs));
    const rest = run.steps - run.epochs * run.stepsPerEpoch;
    say(this.codeNote, rest ? `The page is ${rest} steps further than these ${run.epochs} epochs.` : "");
  }

  toolbar() {
    const { player } = this;
    this.playButton = button("Run", () => {
      if (player.playing) player.pause();
      else player.play();
      this.showRunning();
    });
    this.speed = select("speed", SPEEDS, (value) => this.change({ speed: Number(value) }));
    return html(
      "div",
      { class: "cf-bar" },
      this.playButton,
      button("Step", () => player.step()),
      button("Rewind", () => player.rewind()),
      this.speed,
    );
  }

  showRunning() {
    say(this.playButton, this.player.playing ? "Pause" : "Run");
    this.playButton.disabled = this.player.run.diverged;
  }

  panels() {
    const stack = html("div", { class: "cf-panels" }, this.trainingPanel(), this.dataPanel());
    stack.classList.add("cf-stack");
    return html("div", { class: "cf-panels" }, this.networkPanel(), stack, this.pythonPanel());
  }

  networkPanel() {
    this.layers = html("div");
    this.all = select("activation of all layers", ["", ...ACTIVATIONS].map((a) => [a, a || "each its own"]), (value) => {
      if (value) this.change({ activations: this.settings.hidden.map(() => value) });
    });
    this.add = button("+ layer", () => {
      const { hidden, activations } = this.settings;
      const name = activations.at(-1) ?? "tanh";
      this.change({ hidden: [...hidden, 2], activations: [...activations, name], view: hidden.length });
    });
    this.seed = number("seed of the weights", { min: 0, step: 1 }, (seed) => this.change({ seed }));
    this.view = select("look into", [], (view) => this.change({ view: Number(view), units: this.settings.units && [0, 1] }));
    this.axes = ["across", "upwards"].map((name, i) =>
      select(`unit ${name}`, [], (value) => {
        if (value === "") return this.change({ units: null });
        const units = [...(this.settings.units ?? [0, 1])];
        units[i] = Number(value);
        return this.change({ units });
      }),
    );
    return html(
      "fieldset",
      {},
      html("legend", {}, "Network"),
      html("p", { class: "cf-soft" }, "2 inputs, then:"),
      this.layers,
      html("p", { class: "cf-soft" }, "and 2 outputs."),
      html("div", { class: "cf-bar" }, this.add),
      labelled("activation", this.all),
      labelled("seed", this.seed),
      labelled("look into", this.view),
      labelled("across", this.axes[0]),
      labelled("upwards", this.axes[1]),
    );
  }

  trainingPanel() {
    const change = (key) => (value) => this.change({ [key]: value });
    this.optimizer = select("optimizer", ["SGD", "Adam"].map((o) => [o, o]), change("optimizer"));
    this.shuffle = checkbox("shuffle", change("shuffle"));
    const any = { min: 0, step: "any" };
    this.numbers = {
      rate: number("learning rate", any, change("rate")),
      momentum: number("momentum", { ...any, max: 0.999 }, change("momentum")),
      l2: number("L2", any, change("l2")),
      batch: number("batch size", { min: 1, max: LIMITS.points, step: 1 }, change("batch")),
    };
    const names = { rate: "learning rate", momentum: "momentum", l2: "L2 (weight decay)", batch: "batch size" };
    return html(
      "fieldset",
      {},
      html("legend", {}, "Training"),
      labelled("optimizer", this.optimizer),
      ...Object.entries(this.numbers).map(([key, input]) => labelled(names[key], input)),
      labelled("shuffle", this.shuffle),
      html("p", { class: "cf-soft" }, "Every change starts again, from the same initial weights."),
    );
  }

  dataPanel() {
    const change = (key) => (value) => this.change({ [key]: value });
    this.data = select("data set", Object.entries(NAMES), (data) => {
      if (data === "own") this.change({ data, points: this.settings.points.length ? this.settings.points : this.points() });
      else this.change({ data });
    });
    this.dataNumbers = {
      n: number("number of points", { min: 2, max: LIMITS.points, step: 2 }, change("n")),
      noise: number("noise", { min: 0, max: 2, step: "any" }, change("noise")),
      data_seed: number("seed of the data", { min: 0, step: 1 }, change("data_seed")),
      test: number("share held out", { min: 0, max: 0.8, step: "any" }, change("test")),
    };
    const names = { n: "points", noise: "noise", data_seed: "seed", test: "held out (0 to 0.8)" };
    this.brush = select("a click or Enter", [
      ["1", "adds class 1"],
      ["0", "adds class 0"],
      ["erase", "erases"],
    ]);
    this.text = html("textarea", { "aria-label": "points, one “x, y, class” a line, or JSON", spellcheck: "false" });
    this.textTrouble = html("p", { role: "alert" });
    this.ownHelp = html("p", { class: "cf-soft" }, "Click or touch the left picture. By keyboard: go to the picture, move the cross with the arrow keys, then press Enter.");
    const own = html(
      "details",
      {},
      html("summary", {}, "My own points"),
      labelled("a click or Enter", this.brush),
      this.ownHelp,
      this.text,
      html(
        "div",
        { class: "cf-bar" },
        button("use these points", () => this.usePasted()),
        button("erase all but two", () => this.change({ data: "own", points: [[-1, 0, 0], [1, 0, 1]] })),
        button("download CSV", () => download("points.csv", toCsv(this.points()))),
        button("download JSON", () => download("points.json", JSON.stringify(this.points()))),
      ),
      this.textTrouble,
    );
    return html(
      "fieldset",
      {},
      html("legend", {}, "Data"),
      labelled("data set", this.data),
      ...Object.entries(this.dataNumbers).map(([key, input]) => labelled(names[key], input)),
      own,
    );
  }

  pythonPanel() {
    this.code = html("pre", { tabindex: "0", "aria-label": "Python" });
    this.codeNote = html("p", { class: "cf-soft" });
    const copy = button("copy", () => navigator.clipboard?.writeText(this.code.textContent));
    return html(
      "fieldset",
      { class: "cf-python" },
      html("legend", {}, "The same in Python"),
      html("details", {}, html("summary", {}, "Show me the Python"), this.code, this.codeNote, copy),
    );
  }

  /** The points as they are, as rows with a class. */
  points() {
    const { x, y } = this.player.run.all;
    const round = (v) => Number(v.toFixed(4));
    return Array.from(y, (label, i) => [round(x[2 * i]), round(x[2 * i + 1]), label]);
  }

  usePasted() {
    const { points, error } = readPoints(this.text.value);
    say(this.textTrouble, error ?? "");
    if (points) this.change({ data: "own", points });
  }

  showSettings() {
    const s = this.settings;
    for (const [key, input] of Object.entries({ ...this.numbers, ...this.dataNumbers, seed: this.seed })) {
      if (document.activeElement !== input || Number(input.value) !== s[key]) input.value = s[key];
    }
    this.speed.value = String(s.speed);
    this.optimizer.value = s.optimizer;
    this.numbers.momentum.disabled = s.optimizer !== "SGD";
    this.shuffle.checked = s.shuffle;
    this.data.value = s.data;
    this.dataNumbers.noise.disabled = s.data !== "spiral";
    this.dataNumbers.n.disabled = !["spiral", "circle"].includes(s.data);
    this.player.boundary.canvas.parentElement.classList.toggle("cf-own", s.data === "own");
    this.player.boundary.canvas.tabIndex = s.data === "own" ? 0 : -1;
    const same = s.activations.every((name) => name === s.activations[0]);
    this.all.value = same ? (s.activations[0] ?? "") : "";
    this.add.disabled = s.hidden.length >= LIMITS.layers;
    this.showLayers(s);
    options(this.view, s.hidden.map((n, i) => [i, `hidden layer ${i + 1}`]), s.view);
    const width = s.hidden[s.view] ?? 0;
    const units = Array.from({ length: width }, (_, i) => [i, `unit ${i + 1}`]);
    this.axes.forEach((axis, i) => {
      options(axis, [...units, ["", "principal direction"]], s.units ? s.units[i] : "");
    });
  }

  /** The rows of layers are made anew only where their number changes: focus stays where it is. */
  showLayers(s) {
    if (this.layers.childElementCount !== s.hidden.length) {
      this.layers.replaceChildren(...s.hidden.map((_, i) => this.layerRow(i)));
    }
    s.hidden.forEach((units, i) => {
      const [input, activation] = this.layers.children[i].querySelectorAll("input, select");
      if (Number(input.value) !== units) input.value = units;
      activation.value = s.activations[i];
    });
  }

  layerRow(i) {
    const name = `hidden layer ${i + 1}`;
    const set = (key, value) => this.change({ [key]: this.settings[key].map((old, j) => (i === j ? value : old)) });
    const without = (list) => list.filter((_, j) => j !== i);
    const remove = button("×", () => {
      const { hidden, activations } = this.settings;
      this.change({ hidden: without(hidden), activations: without(activations), view: Math.max(0, i - 1) });
      this.add.focus();
    });
    remove.setAttribute("aria-label", `remove ${name}`);
    return html(
      "div",
      { class: "cf-layer" },
      html("strong", {}, `hidden ${i + 1}`),
      number(`units in ${name}`, { min: 1, max: LIMITS.units, step: 1 }, (value) => set("hidden", value)),
      select(`activation of ${name}`, ACTIVATIONS.map((a) => [a, a]), (value) => set("activations", value)),
      remove,
    );
  }

  /** One's own points, by pointer and by keyboard. */
  editing() {
    const { boundary } = this.player;
    const { canvas } = boundary;
    const cursor = [0, 0];
    const editable = () => this.settings.data === "own";
    canvas.addEventListener("pointerdown", (event) => {
      if (editable()) this.touch(...pointed(event).map((c) => c * this.player.run.reach));
    });
    canvas.addEventListener("keydown", (event) => {
      if (!editable()) return;
      const way = arrow(event);
      if (way) {
        const by = this.player.run.reach / 20;
        way.forEach((d, i) => (cursor[i] = Math.max(-20 * by, Math.min(20 * by, cursor[i] + d * by))));
        boundary.paint(this.player.run);
      } else if (["Enter", " "].includes(event.key)) {
        event.preventDefault();
        this.touch(...cursor);
      }
    });
    for (const name of ["focus", "blur"]) canvas.addEventListener(name, () => boundary.paint(this.player.run));
    boundary.cursor = (c, pixel) => {
      if (document.activeElement !== canvas || !editable()) return;
      const [x, y] = [pixel(cursor[0]), pixel(-cursor[1])];
      c.strokeStyle = boundary.colours.ink;
      c.lineWidth = 3;
      c.strokeRect(x - 14, y, 28, 0);
      c.strokeRect(x, y - 14, 0, 28);
    };
  }

  /** Add a point here, or erase the nearest. */
  touch(x, y) {
    const points = [...this.settings.points];
    const brush = this.brush.value;
    if (brush === "erase") {
      const far = ([px, py]) => Math.hypot(px - x, py - y);
      const nearest = points.reduce((best, p, i) => (far(p) < far(points[best]) ? i : best), 0);
      if (points.length > 1) points.splice(nearest, 1);
    } else if (points.length < LIMITS.points) {
      points.push([Number(x.toFixed(3)), Number(y.toFixed(3)), Number(brush)]);
    }
    this.change({ points });
  }
}

function equal(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export default hosted("playground", RULES, Playground);
