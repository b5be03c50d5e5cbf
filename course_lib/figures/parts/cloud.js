/**
 * A cloud of seeds: every run of a setting, with many seeds, and of another one with the same seeds. One
 * run is a draw from its cloud; a click on a dot opens it.
 */
import { equal } from "../engine/equal.js";
import { isRegression } from "../engine/settings.js";
import { compare, median } from "../engine/trials.js";
import { HEIGHT, WIDTH, axis, curve, heap, middle, radius, rangeOf } from "../paint/fan.js";
import { arrow, button, pointed, select } from "./controls.js";
import { html, say, svg } from "./dom.js";
import { dress } from "./style.js";
import { Team } from "./team.js";
import { short } from "./words.js";

/** @import { Trial } from "../engine/trials.js" */
/** @import { Range } from "../paint/ticks.js" */
/** @import { Settings } from "../types.js" */

/**
 * @typedef {{ name: string, settings: Settings }} Entry
 * @typedef {(entry: number, seed: number) => void} Open
 */

const COUNTS = [20, 50, 100];
const NEAR = 16; // of a dot: a click means it
const GOOD = 0.95; // of the points: the run has got there
const SMALL = 0.02; // a mean squared error: the same

const RULES = `
.cf-fans { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
@container (min-width: 36rem) { .cf-fans { grid-template-columns: 1fr 1fr; } }
.cf-fan figcaption { font-weight: 700 !important; color: var(--cf-text) !important; }
.cf-fan path { fill: none; stroke: var(--cf-blue); stroke-width: 1.2; opacity: .45; }
.cf-fan path.cf-across { stroke: var(--cf-line); opacity: 1; stroke-width: 1; }
.cf-fan path.cf-middle { stroke: var(--cf-text); stroke-width: 2.5; opacity: 1; }
.cf-fan path.cf-picked { stroke: var(--cf-orange); stroke-width: 2.5; opacity: 1; }
.cf-fan circle { fill: var(--cf-blue); stroke: var(--cf-back); stroke-width: 1; cursor: pointer; }
.cf-fan circle.cf-picked { fill: var(--cf-orange); stroke: var(--cf-text); stroke-width: 2; }
.cf-fan text.cf-right { text-anchor: end; }
.cf-fan text.cf-centre { text-anchor: middle; }
.cf-cloud:not([hidden]) { display: grid; gap: .5rem; }
`;

export class Cloud {
  /** @param {Open} onopen */
  constructor(onopen) {
    dress("cloud", RULES);
    this.onopen = onopen;
    this.team = new Team();
    /** @type {Fan[]} */
    this.fans = [];
    this.epochs = 0;
    this.start = button("", () => this.toggle());
    this.count = select("how many seeds", COUNTS.map((n) => [n, `${n} seeds`]), () => this.showRunning());
    this.count.value = String(COUNTS[0]);
    this.told = html("p", { role: "status" });
    this.place = html("div", { class: "cf-fans" });
    const bar = html("div", { class: "cf-bar" }, this.start, this.count);
    this.el = html("section", { class: "cf-cloud" }, bar, this.told, this.place);
  }

  /** Take the settings that are compared. @param {Entry[]} entries @param {number} epochs */
  show(entries, epochs) {
    this.team.stop();
    this.epochs = epochs;
    this.fans = entries.map((entry, i) => new Fan(entry, epochs, (seed) => this.onopen(i, seed)));
    for (const fan of this.fans) fan.draw(); // an empty frame tells what is to come
    this.place.replaceChildren(...this.fans.map(({ el }) => el));
    say(this.told, "Each run, with a seed of its own, is a curve, and a dot where it ends.");
    this.showRunning();
  }

  destroy() {
    this.team.stop();
  }

  get seeds() {
    return Number(this.count.value);
  }

  get running() {
    return this.fans.some(({ trials, awaited }) => trials.length < awaited);
  }

  toggle() {
    if (this.running) this.stop();
    else this.train();
    this.showRunning();
  }

  stop() {
    this.team.stop();
    for (const fan of this.fans) fan.awaited = fan.trials.length;
    this.tell();
  }

  /** Train all seeds of all settings: those of a seed one after the other, so that they can be compared early. */
  train() {
    const tasks = [...Array(this.seeds).keys()].flatMap((seed) =>
      this.fans.map(({ entry }) => ({ settings: { ...entry.settings, seed }, epochs: this.epochs })),
    );
    for (const fan of this.fans) fan.clear(this.seeds);
    say(this.told, "");
    this.team.train(tasks, (trial, place) => {
      this.fans[place % this.fans.length].add(trial, Math.floor(place / this.fans.length));
      const range = rangeOf(this.fans.flatMap(({ trials }) => trials), this.fans[0].errors);
      for (const fan of this.fans) fan.reachTo(range);
      if (!this.running) this.tell();
      this.showRunning();
    });
  }

  showRunning() {
    const { running } = this;
    const done = this.fans.reduce((sum, { trials }) => sum + trials.length, 0);
    const all = this.fans.reduce((sum, { awaited }) => sum + awaited, 0);
    say(this.start, running ? `Stop: ${done} of ${all} runs` : `Train ${this.seeds} seeds`);
    this.count.disabled = running;
  }

  /** Say which setting is ahead on the same seeds, and what a dot is for. */
  tell() {
    const [one, other] = this.fans;
    const shared = [...one.bySeed.keys()].filter((seed) => !other || other.bySeed.has(seed));
    if (!shared.length) return;
    const of = (/** @type {Fan} */ fan) => shared.map((seed) => (fan.errors ? -1 : 1) * (fan.bySeed.get(seed)?.score ?? NaN));
    const { ahead, behind, alike } = compare(of(other ?? one), of(one));
    const won = `With the same seeds, ${other?.entry.name} is ahead in ${ahead} of ${shared.length} pairs, behind in ${behind}, alike in ${alike}. `;
    say(this.told, `${other ? won : ""}Choose a dot to watch its run.`);
  }
}

/** The runs of one setting. */
class Fan {
  /** @param {Entry} entry @param {number} epochs @param {(seed: number) => void} onopen */
  constructor(entry, epochs, onopen) {
    this.entry = entry;
    this.epochs = epochs;
    this.onopen = onopen;
    this.awaited = 0;
    this.errors = isRegression(entry.settings); // the less, the better
    this.range = rangeOf([], this.errors); // of the axis
    /** @type {Map<number, Trial>} */
    this.bySeed = new Map();
    /** The seed that is picked. */
    this.picked = -1;
    this.picture = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "slider",
      tabindex: 0,
      "aria-label": `the runs of ${entry.name}: arrow keys go from dot to dot, Enter opens a run`,
      onkeydown: (event) => this.press(event),
      onclick: (event) => this.touch(pointed(event)),
    });
    this.said = html("p", { class: "cf-soft" });
    this.el = html("figure", { class: "cf-fan" }, html("figcaption", {}, `${entry.name}: ${this.errors ? "mean squared error" : "accuracy"}`), this.picture, this.said);
  }

  get trials() {
    return [...this.bySeed.values()];
  }

  /** @param {number} awaited how many runs come */
  clear(awaited) {
    this.awaited = awaited;
    this.bySeed.clear();
    this.picked = -1;
    this.draw();
  }

  /** Let the axis show what that of the others does. @param {Range} range */
  reachTo(range) {
    if (equal(this.range, range)) return;
    this.range = range;
    this.draw();
  }

  /** @param {Trial} trial @param {number} seed */
  add(trial, seed) {
    this.bySeed.set(seed, trial);
    this.draw();
  }

  draw() {
    const { trials } = this;
    const seeds = [...this.bySeed.keys()];
    const { range } = this;
    const { ticks, path, left, middle: end, bottom, right } = axis(range);
    const text = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y) => svg("text", { x, y, class: "cf-right" }, words);
    const picked = (/** @type {number} */ i) => seeds[i] === this.picked;
    const places = this.places();
    say(this.said, trials.length ? this.told() : "");
    this.picture.replaceChildren(
      svg("path", { class: "cf-across", d: path }),
      ...ticks.map(({ text: number, y }) => text(number, left - 6, y + 4)),
      text("0", left + 4, bottom + 20),
      text(`epoch ${this.epochs}`, end, bottom + 20),
      svg("text", { x: (end + right) / 2, y: bottom + 20, class: "cf-centre" }, "at the end"),
      ...trials.map(({ scores }) => svg("path", { d: curve(scores, range) })),
      ...(trials.length ? [svg("path", { class: "cf-middle", d: middle(trials, range) })] : []),
      ...trials.filter((_, i) => picked(i)).map(({ scores }) => svg("path", { class: "cf-picked", d: curve(scores, range) })),
      ...places.map(({ x, y }, i) => {
        const name = svg("title", {}, `seed ${seeds[i]}: ${short(trials[i].score)}`);
        return svg("circle", { cx: x, cy: y, r: radius(places.length), class: picked(i) ? "cf-picked" : null }, name);
      }),
    );
    const now = this.bySeed.get(this.picked);
    this.picture.setAttribute("aria-valuenow", String(this.picked));
    this.picture.setAttribute("aria-valuetext", now ? `seed ${this.picked}, ${this.errors ? "error" : "accuracy"} ${short(now.score)}` : `${trials.length} runs`);
  }

  /** Where each run's dot lies, in the order of the trials. */
  places() {
    const { trials } = this;
    return heap(trials.map(({ score }) => score), this.range);
  }

  /** Open the run whose dot is nearest, if one is near: a finger is wider than a dot. @param {[number, number]} at */
  touch([x, y]) {
    const [left, top] = [(WIDTH * (1 + x)) / 2, (HEIGHT * (1 - y)) / 2];
    const far = this.places().map((place) => Math.hypot(place.x - left, place.y - top));
    const nearest = far.indexOf(Math.min(...far));
    if (far[nearest] < NEAR) this.open([...this.bySeed.keys()][nearest]);
  }

  /** @param {number} seed */
  open(seed) {
    this.picked = seed;
    this.draw();
    this.onopen(seed);
  }

  /** Go from dot to dot, as they lie above each other. @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "Enter" && this.bySeed.has(this.picked)) this.open(this.picked);
    const way = arrow(event);
    if (!way || !this.bySeed.size) return;
    const order = [...this.bySeed].sort(([a, one], [b, other]) => one.score - other.score || a - b).map(([seed]) => seed);
    const next = order.indexOf(this.picked) + way[0] + way[1];
    this.picked = order[Math.max(0, Math.min(order.length - 1, next))];
    this.draw();
  }

  /** Say where the runs ended. */
  told() {
    const ends = this.trials.map(({ score }) => score);
    const good = ends.filter((score) => (this.errors ? score < SMALL : score > GOOD)).length;
    const [least, most] = [Math.min(...ends), Math.max(...ends)].map(short);
    return `From ${least} to ${most}, the median ${short(median(ends))}. ${good} of ${ends.length} runs get ${this.errors ? `below ${SMALL}` : `past ${GOOD}`}.`;
  }
}
