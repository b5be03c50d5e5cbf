/**
 * The first thing that a reader meets: two spirals, a network without a function between its layers,
 * and the same network with one. Guess, watch it fail, switch tanh on, and see the plane unroll. The
 * model holds `guess` (a choice, from 0, or −1) and `bent` (whether tanh is on).
 */
import { tidy } from "../engine/settings.js";
import { button } from "../parts/controls.js";
import { alone, html, say } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { Player } from "../parts/player.js";
import { percent } from "../parts/words.js";

/** @import { Model } from "../types.js" */

/** @typedef {{ guess: number, bent: boolean }} State */

export const EPOCHS = 600;
const HIDDEN = [8, 8, 2]; // so few at the end that the last one can be drawn
const GUESSES = ["not many more than half", "about three in four", "nearly all"];

const RULES = `
.cf-untangle fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
.cf-untangle legend { float: none; width: auto; margin: 0 0 .4rem; }
.cf-guesses { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
.cf-guesses label { min-height: 2.75rem; cursor: pointer; }
.cf-untangle .cf-pictures { grid-template-columns: 1fr 1fr; } /* on a telephone too: both belong together */
.cf-told:not(:empty) { padding: .6rem .9rem; border-left: 4px solid var(--cf-blue); background: var(--cf-raised); }
`;

/** The settings of a run: with tanh after each hidden layer, or with nothing. @param {boolean} bent */
export function settingsOf(bent) {
  const activations = HIDDEN.map(() => (bent ? "tanh" : "linear"));
  const training = { optimizer: "Adam", rate: 0.02, l2: 0, batch: 200, speed: 2 };
  return tidy({ hidden: HIDDEN, activations, ...training, seed: 0, view: 3, units: [1, 2] });
}

/**
 * What is to be said of a run that has ended.
 * @param {boolean} bent @param {number} accuracy @param {number} guess
 */
export function told(bent, accuracy, guess) {
  const right = `${percent(accuracy)} of the points are right.`;
  if (bent) {
    return `${right} Each hidden unit now passes its number through tanh, which is not a straight line. The second picture shows the same plane as the last hidden layer sees it: bent, until one straight line is enough.`;
  }
  const verdict = guess === 0 ? "You said so." : "You expected more.";
  return `${right} ${verdict} More training will not help: this network can only divide the plane by a straight line. Now switch on tanh.`;
}

/** @extends {Figure<State>} */
class Untangle extends Figure {
  /** @param {Model<State>} model @param {HTMLElement} el */
  constructor(model, el) {
    super(model, el, "Untangle two spirals", ["bent"]);
    /** @type {Player | null} */
    this.player = null;
    const legend = "This network only multiplies and adds. After training, how many of the 200 points will be on the right side?";
    this.radios = GUESSES.map((_, i) => html("input", { type: "radio", name: "guess", onchange: () => this.guessed(i) }));
    this.train = button("Train it", () => this.toggle());
    this.bend = button("Switch on tanh", () => this.put({ bent: !this.model.get("bent") }));
    this.told = html("p", { class: "cf-told", role: "status" });
    this.place = html("div");
    const choices = GUESSES.map((text, i) => html("label", {}, this.radios[i], html("span", {}, text)));
    this.show(
      "cf-untangle",
      alone(html("fieldset", {}, html("legend", { class: "cf-idea" }, legend), html("div", { class: "cf-guesses" }, ...choices))),
      html("div", { class: "cf-bar" }, this.train, this.bend),
      this.told,
      this.place,
    );
  }

  destroy() {
    this.player?.destroy();
    super.destroy();
  }

  /** Make the network, and train it where tanh has just been switched on. */
  draw() {
    const [guess, bent] = [this.model.get("guess"), this.model.get("bent")];
    this.player?.destroy();
    this.player = new Player(settingsOf(bent), { curves: false, plain: true, watch: this.box });
    this.place.replaceChildren(this.player.el);
    this.radios.forEach((radio, i) => (radio.checked = i === guess));
    say(this.told, "");
    if (bent) this.toggle();
    this.showRunning();
  }

  /** @param {number} guess */
  guessed(guess) {
    this.put({ guess });
    this.showRunning();
  }

  toggle() {
    const { player } = this;
    if (!player) return;
    if (player.playing) player.pause();
    else if (player.run.epochs < EPOCHS) player.play(EPOCHS, () => this.arrived());
    else this.draw();
    this.showRunning();
  }

  arrived() {
    if (this.player) say(this.told, told(this.model.get("bent"), this.player.run.now.train.accuracy, this.model.get("guess")));
    this.showRunning();
  }

  showRunning() {
    const { player } = this;
    const ended = (player?.run.epochs ?? 0) >= EPOCHS;
    say(this.train, player?.playing ? "Pause" : ended ? "Train it again" : "Train it");
    this.train.disabled = this.model.get("guess") < 0;
    say(this.bend, this.model.get("bent") ? "Switch off tanh" : "Switch on tanh");
    this.bend.disabled = !this.model.get("bent") && !ended;
  }
}

export default hosted("untangle", RULES, Untangle);
