/** Network and optimizer, as the settings have them. */
import { MLP } from "./network.js";
import { Adam, SGD } from "./optimizers.js";
import { sizesOf } from "./settings.js";

/** @import { Settings } from "../types.js" */

/** @param {Settings} s */
export function netOf(s) {
  return new MLP(sizesOf(s), { activation: s.activations, seed: s.seed });
}

/** @param {Settings} s */
export function optionsOf(s) {
  return { learningRate: s.rate, momentum: s.momentum, weightDecay: s.l2 };
}

/** @param {Settings} s */
export function optimizerOf(s) {
  return s.optimizer === "Adam" ? new Adam(optionsOf(s)) : new SGD(optionsOf(s));
}
