/**
 * The seven exercises of the lecture: predict, run, read the number, see why. Two networks run side
 * by side, from the same seed and on the same points; where one run decides nothing, many seeds do. The
 * model holds `exercise` (1 … 7), `seed`, `predictions`, the choice made in each exercise, and `results`,
 * what came out of it last.
 */
import { TABLE, limits, tidy } from "../../engine/settings.js";
import { Cloud } from "../../parts/cloud.js";
import { button, enter, labelled, number } from "../../parts/controls.js";
import { alone, html, say } from "../../parts/dom.js";
import { Figure, hosted } from "../../parts/figure.js";
import { Player } from "../../parts/player.js";
import { python } from "../../parts/snippet.js";
import { network, short } from "../../parts/words.js";
import { resultsTable } from "./results.js";
import { EPOCHS, EXERCISES, settingsOf } from "./seven.js";

/** @import { Model } from "../../types.js" */
/** @import { Result } from "./results.js" */

/**
 * @typedef {{ exercise: number, seed: number, predictions: Record<number, number>,
 *   results: Record<number, Result> }} State
 */

const BY_CHANCE = 5; // from this exercise on, the seed decides

const RULES = `
.cf-exercises h3 { margin: 0; font-size: 1.15rem; }
.cf-exercises fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
.cf-exercises legend { float: none; width: auto; margin: 0 0 .4rem; font-size: 1rem; }
.cf .cf-choice { display: flex; gap: .6rem; cursor: pointer; }
.cf-pair { display: grid; gap: 1rem; align-items: start; }
.cf-pair section { container-type: inline-size; min-width: 0; }
.cf-pair h4 { margin: 0 0 .3rem; font-size: 1rem; }
.cf-why:not(:empty) { padding: .6rem .9rem; border-left: 4px solid var(--cf-blue); background: var(--cf-raised); }
.cf-exercises input[type="number"] { width: 6rem; }
@container (min-width: 40rem) { .cf-pair-two { grid-template-columns: 1fr 1fr; } }
`;

/** @extends {Figure<State>} */
class Exercises extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "The seven exercises", ["exercise", "seed"]);
    this.shown = 0; // the exercise that is there
    /** @type {Player[]} */
    this.players = [];
    this.tabs = EXERCISES.map(({ title }, i) => button(i + 1, () => this.go(i + 1), `exercise ${i + 1}: ${title}`));
    this.title = html("h3");
    this.claim = html("span", { class: "cf-soft" });
    this.prompt = html("legend");
    this.choices = html("div");
    this.runButton = button("", () => this.toggle());
    this.seed = number("seed", limits(TABLE.seed), (seed) => this.put({ seed }));
    this.hint = html("span", { class: "cf-soft" });
    this.pair = html("div", { class: "cf-pair" });
    this.why = html("p", { class: "cf-why", role: "status" });
    this.cloud = new Cloud((_, seed) => this.watch(seed));
    this.results = resultsTable();
    this.code = html("pre", { tabindex: "0", "aria-label": "Python" });
    this.show(
      "cf-exercises",
      html("div", { class: "cf-bar", role: "group", "aria-label": "exercises" }, ...this.tabs),
      html("div", {}, this.title, this.claim),
      alone(html("fieldset", {}, this.prompt, this.choices)),
      html("div", { class: "cf-bar" }, this.runButton, button("Rewind", () => this.build()), labelled("seed", this.seed), this.hint),
      this.why,
      this.pair,
      this.cloud.el,
      this.results.el,
      html("details", {}, html("summary", {}, "Show me the Python"), this.code),
    );
  }

  destroy() {
    this.cloud.destroy();
    for (const player of this.players) player.destroy();
    super.destroy();
  }

  get at() {
    return Math.min(7, Math.max(1, Math.round(Number(this.model.get("exercise"))) || 1));
  }

  get exercise() {
    return EXERCISES[this.at - 1];
  }

  get prediction() {
    return this.model.get("predictions")?.[this.at] ?? null;
  }

  /** @param {number} number of an exercise */
  go(number) {
    if (number === this.at) this.build();
    else this.put({ exercise: number });
  }

  draw() {
    const { exercise, at } = this;
    this.tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(i + 1 === at)));
    say(this.title, `Exercise ${at}. ${exercise.title}`);
    say(this.claim, `claim G${at}`);
    say(this.prompt, exercise.ask);
    const input = (/** @type {number} */ i) => ({
      type: "radio",
      name: "prediction",
      onchange: () => {
        this.put({ predictions: { ...this.model.get("predictions"), [at]: i } });
        this.showRunning();
      },
    });
    this.choices.replaceChildren(
      ...exercise.choices.map((text, i) => {
        const radio = html("input", input(i));
        radio.checked = this.prediction === i;
        return html("label", { class: "cf-choice" }, radio, html("span", {}, text));
      }),
    );
    enter(this.seed, tidy({ seed: this.model.get("seed") }).seed);
    this.results.show(this.model.get("results") ?? {});
    if (this.shown !== at) this.showCloud();
    this.shown = at;
    this.build();
  }

  /** Offer many seeds, where one run decides nothing. */
  showCloud() {
    this.cloud.el.hidden = this.at < BY_CHANCE;
    const entries = this.nets.map((net) => settingsOf(net, 0)).map((settings) => ({ name: network(settings), settings }));
    this.cloud.show(entries, EPOCHS);
  }

  /** Let a run of the cloud go as it went. @param {number} seed */
  watch(seed) {
    if (this.model.get("seed") === seed) this.build();
    else this.put({ seed });
    this.play();
  }

  get nets() {
    return this.exercise.nets.filter((net) => net !== null);
  }

  /** Make the networks, with their initial weights. */
  build() {
    for (const player of this.players) player.destroy();
    const seed = this.model.get("seed");
    this.players = this.nets.map((net) => new Player(settingsOf(net, seed), { curves: false, watch: this.box }));
    this.pair.classList.toggle("cf-pair-two", this.players.length > 1);
    this.pair.replaceChildren(
      ...this.players.map((player) => html("section", {}, html("h4", {}, network(player.run.settings)), player.el)),
    );
    say(this.why, "");
    say(this.code, this.players.map((player) => python([{ ...player.run.phase, epochs: EPOCHS }])).join("\n"));
    this.showRunning();
  }

  get playing() {
    return this.players.some((player) => player.playing);
  }

  toggle() {
    if (!this.playing) this.play();
    else for (const player of this.players) player.pause();
    this.showRunning();
  }

  play() {
    for (const player of this.players) {
      if (player.run.epochs < EPOCHS) player.play(EPOCHS, () => this.arrived());
    }
    this.showRunning();
  }

  /** Tell why, when all networks have reached the last epoch. */
  arrived() {
    this.showRunning();
    const runs = this.players.map((player) => player.run);
    if (!runs.every((run) => run.epochs >= EPOCHS || run.diverged)) return;
    const accuracies = runs.map((run) => run.now.train.accuracy);
    const [a, b] = accuracies.map(short);
    const ceiling = short(this.players[0].bestLine());
    const said = this.prediction === this.exercise.right;
    this.put({ results: { ...this.model.get("results"), [this.at]: { seed: this.model.get("seed"), accuracies, said } } });
    this.results.show(this.model.get("results"));
    const verdict = said ? "You said so. " : "You expected something else. ";
    say(this.why, verdict + this.exercise.why({ a, b, ceiling }));
  }

  showRunning() {
    say(this.runButton, this.playing ? "Pause" : "Run");
    this.runButton.disabled = this.prediction === null;
    say(this.hint, this.prediction === null ? "Choose what you expect; then run." : `${EPOCHS} epochs of the same training`);
  }
}

export default hosted("exercises", RULES, Exercises);
