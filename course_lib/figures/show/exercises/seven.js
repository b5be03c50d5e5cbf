/** The seven exercises, as the lecture asks them. */
import { tidy } from "../../engine/settings.js";

/** @import { Activation } from "../../types.js" */

/**
 * @typedef {[activation: Activation, hidden: number[]]} Sketch   of a network
 * @typedef {{ a: string, b: string, ceiling: string }} Reached   the accuracies, and that of the best
 *   straight line
 * @typedef {{ title: string, nets: [Sketch, Sketch | null], ask: string, choices: string[],
 *   right: number, why: (reached: Reached) => string }} Exercise   `right` is the place of the right
 *   choice; `why` may use what was measured
 */

export const EPOCHS = 1000;

/** @type {Exercise[]} */
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
          ? "In the picture of its last hidden layer a straight line separates almost all of the points; the layers before have bent the plane until it could. Try other seeds: with so few units some runs stop half-way."
          : "This run has stopped half-way: the layers have bent the plane, but not until a straight line could divide it. With so few units that happens. Try other seeds."
      }`,
  },
  {
    title: "More non-linear layers",
    nets: [["tanh", [6, 2]], ["tanh", [6, 6, 6, 2]]],
    ask: "Four hidden layers with tanh against two. What do you expect over several seeds?",
    choices: ["The deeper one gets there more often.", "It makes no difference.", "The deeper one cannot be trained."],
    right: 0,
    why: ({ a, b }) =>
      `${a} against ${b}, with this seed, and one run decides nothing. Over several seeds four layers get there more often: two small ones get stuck with some (3 and 4, say) and not with others. That is so on this spiral and with this training; it is not a law.`,
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

/** Make the settings of a network of an exercise. @param {Sketch} sketch @param {number} seed */
export function settingsOf([activation, hidden], seed) {
  const activations = hidden.map(() => activation);
  return tidy({ hidden, activations, seed, view: hidden.length, units: [1, 2] });
}
