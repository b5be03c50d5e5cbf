/**
 * The seven exercises of the lecture: predict, run, read the number, see why. Two networks run side
 * by side, from the same seed and on the same points. The model holds `exercise` (1 … 7), `seed` and
 * `predictions`, the choice made in each exercise.
 */
import { tidy } from "../engine/settings.js";
import { button, labelled, number } from "../parts/controls.js";
import { html, say } from "../parts/dom.js";
import { Figure, hosted } from "../parts/figure.js";
import { Player } from "../parts/player.js";
import { python } from "../parts/snippet.js";
import { short } from "../parts/words.js";

export const EPOCHS = 1000;

/**
 * Each network is [activation, hidden units]. `right` is the place of the right choice; `why` may use
 * what was measured: the accuracies a and b, and the ceiling of all straight lines.
 */
export const EXERCISES = [
  {
    title: "A linear network of two layers",
    nets: [["linear", [6, 2]], null],
    ask: "Two hidden layers, but no function between them. What becomes of the spiral?",
    choices: ["It is learned after a while.", "The line between the classes stays straight.", "The line bends, but too little."],
    right: 1,
    why: ({ a, ceiling }) =>
      `Layers without a function between them multiply to a single one, and that draws a straight line. It ends at ${a}; the best of all straight lines would get ${ceiling}. Training does not even reach that, because it makes the loss small and not the number of mistakes.`,
  },
  {
    title: "More neurons",
    nets: [["linear", [6, 2]], ["linear", [20, 20]]],
    ask: "Now 20 units in each hidden layer, still linear. What changes?",
    choices: ["It gets clearly better.", "Nothing that matters.", "It gets clearly worse."],
    right: 1,
    why: ({ a, b }) =>
      `${a} against ${b}. The second network has 522 parameters and the first 38, but both can only draw a straight line.`,
  },
  {
    title: "More layers",
    nets: [["linear", [6, 2]], ["linear", [6, 6, 6, 2]]],
    ask: "Then four hidden layers, still linear?",
    choices: ["Depth helps where width did not.", "Nothing that matters."],
    right: 1,
    why: ({ a, b }) =>
      `${a} against ${b}. A product of five matrices is a matrix, as a product of three is. Without something between them, layers do not make a network deep.`,
  },
  {
    title: "A non-linear network of two layers",
    nets: [["linear", [6, 2]], ["tanh", [6, 2]]],
    ask: "The first network again, with tanh after each hidden layer. It has the same 38 parameters. What happens?",
    choices: ["It stays below the best straight line.", "It gets past every straight line."],
    right: 1,
    why: ({ a, b, ceiling }) =>
      `${a} against ${b}: past ${ceiling}, which no straight line can. ${
        Number(b) > 0.95
          ? "In the picture of its last hidden layer a straight line parts almost all of the points; the layers before have bent the plane until it could. Try other seeds: with so few units some runs stop half-way."
          : "This run has stopped half-way: the layers have bent the plane, but not until a straight line could part it. With so few units that happens. Try other seeds."
      }`,
  },
  {
    title: "More non-linear layers",
    nets: [["tanh", [6, 2]], ["tanh", [6, 6, 6, 2]]],
    ask: "Four hidden layers with tanh against two. What do you expect over several seeds?",
    choices: ["The deeper one gets there more often.", "It makes no difference.", "The deeper one cannot be trained."],
    right: 0,
    why: ({ a, b }) =>
      `${a} against ${b}, with this seed, and one run decides nothing. Over several seeds four layers get there more often: two small ones get stuck with some (3 and 4, say) and not with others. That is so on this spiral and with this training; it is no law.`,
  },
  {
    title: "More neurons",
    nets: [["tanh", [6, 2]], ["tanh", [20, 20, 2]]],
    ask: "Layers of 20, 20 and 2 units with tanh against 6 and 2. What changes from seed to seed?",
    choices: ["The wide network gets there almost every time.", "The wide network gets stuck more often.", "Nothing."],
    right: 0,
    why: ({ a, b }) =>
      `${a} against ${b}, with this seed, and one run decides nothing. Over several seeds fewer runs of the wide network get stuck: try 3 and 4. (It has more units, but also a layer more.)`,
  },
  {
    title: "Sigmoid, tanh, relu",
    nets: [["sigmoid", [20, 20, 2]], ["relu", [20, 20, 2]]],
    ask: "The same layers with sigmoid on the left and relu on the right. You have seen tanh. Which of the two trains more slowly?",
    choices: ["sigmoid", "relu", "They are much alike."],
    right: 0,
    why: ({ a, b }) =>
      `${a} with sigmoid against ${b} with relu. Sigmoid looks as if it were linear, but it is not for want of capacity: its slope is at most ¼, so little of the gradient reaches the first layers, and with this optimizer, plain descent, it hardly leaves the start. (With layers of 20 and 20, Adam, a learning rate of 0.02 and all 200 points in each batch it learns the spiral as well with most seeds: try it in the playground.) The line that relu draws has corners, tanh's is smooth; and a relu network may lose units, or a whole run, where all inputs make them 0.`,
  },
];

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

/** The settings of a network of an exercise. */
export function settingsOf([activation, hidden], seed) {
  const activations = hidden.map(() => activation);
  return tidy({ hidden, activations, seed, view: hidden.length - 1, units: [0, 1] });
}

class Exercises extends Figure {
  constructor(model, el) {
    super(model, el, "The seven exercises", ["exercise", "seed"]);
    this.players = [];
    this.tabs = EXERCISES.map(({ title }, i) => button(i + 1, () => this.go(i + 1), `exercise ${i + 1}: ${title}`));
    this.title = html("h3");
    this.claim = html("span", { class: "cf-soft" });
    this.prompt = html("legend");
    this.choices = html("div");
    this.runButton = button("", () => this.toggle());
    this.seed = number("seed", { min: 0, step: 1 }, (seed) => this.put({ seed }));
    this.hint = html("span", { class: "cf-soft" });
    this.pair = html("div", { class: "cf-pair" });
    this.why = html("p", { class: "cf-why", role: "status" });
    this.code = html("pre", { tabindex: "0", "aria-label": "Python" });
    this.show(
      "cf-exercises",
      html("div", { class: "cf-bar", role: "group", "aria-label": "exercises" }, ...this.tabs),
      html("div", {}, this.title, this.claim),
      html("fieldset", {}, this.prompt, this.choices),
      html("div", { class: "cf-bar" }, this.runButton, button("Rewind", () => this.build()), labelled("seed", this.seed), this.hint),
      this.why,
      this.pair,
      html("details", {}, html("summary", {}, "Show me the Python"), this.code),
    );
  }

  destroy() {
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
    const input = (i) => ({
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
    this.seed.value = tidy({ seed: this.model.get("seed") }).seed;
    this.build();
  }

  /** The networks from their initial weights. */
  build() {
    for (const player of this.players) player.destroy();
    const nets = this.exercise.nets.filter(Boolean);
    const seed = this.model.get("seed");
    this.players = nets.map((net) => new Player(settingsOf(net, seed), { curves: false, watch: this.box }));
    this.pair.classList.toggle("cf-pair-two", nets.length > 1);
    this.pair.replaceChildren(
      ...this.players.map((player, i) => {
        const [activation, hidden] = nets[i];
        return html("section", {}, html("h4", {}, `2 → ${hidden.join(" → ")} → 2, ${activation}`), player.el);
      }),
    );
    say(this.why, "");
    say(this.code, this.players.map((player) => python(player.run.settings, EPOCHS)).join("\n"));
    this.showRunning();
  }

  get playing() {
    return this.players.some((player) => player.playing);
  }

  toggle() {
    const { playing } = this;
    for (const player of this.players) {
      if (playing) player.pause();
      else if (player.run.epochs < EPOCHS) player.play(EPOCHS, () => this.arrived());
    }
    this.showRunning();
  }

  /** A network has reached the last epoch; when all have, the explanation follows. */
  arrived() {
    this.showRunning();
    const runs = this.players.map((player) => player.run);
    if (!runs.every((run) => run.epochs >= EPOCHS || run.diverged)) return;
    const [a, b] = runs.map((run) => short(run.now.train.accuracy));
    const ceiling = short(this.players[0].bestLine());
    const verdict = this.prediction === this.exercise.right ? "You said so. " : "You expected something else. ";
    say(this.why, verdict + this.exercise.why({ a, b, ceiling }));
  }

  showRunning() {
    say(this.runButton, this.playing ? "Pause" : "Run");
    this.runButton.disabled = this.prediction === null;
    say(this.hint, this.prediction === null ? "Choose what you expect; then run." : `${EPOCHS} epochs of the same training`);
  }
}

export default hosted("exercises", RULES, Exercises);
