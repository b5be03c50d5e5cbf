/** A training, kept step by step, and where the plane goes in each of these networks. */
import { MESH } from "../../engine/pictures.js";
import { Run } from "../../engine/run.js";
import { laidFlat, stages } from "../../engine/stages.js";

/** @import { Settings } from "../../types.js" */
/** @import { Stage } from "../../engine/stages.js" */

export const KEPT = 60; // networks of a training, beside the first

/**
 * @typedef {object} Frame
 * @property {Stage[]} stages
 * @property {Float64Array[]} flat where the places of the mesh and then the points lie in each stage
 * @property {Float64Array} p how likely class 1 is at the places of the mesh
 * @property {number} accuracy
 */

export class Film {
  /** @param {Settings} settings @param {number[] | null} theta to begin with @param {number} epochs */
  constructor(settings, theta, epochs) {
    this.run = new Run(settings, theta);
    this.last = epochs * this.run.stepsPerEpoch;
    this.thetas = [this.run.net.theta.slice()];
    const { reach } = this.run;
    const place = (/** @type {number} */ i) => reach * ((2 * i) / (MESH - 1) - 1);
    const mesh = Array.from({ length: MESH * MESH }, (_, i) => [place(i % MESH), -place(Math.floor(i / MESH))]);
    this.places = Float64Array.from([...mesh.flat(), ...this.run.all.x]);
  }

  /** Train in pieces, and keep the network now and then. */
  *train() {
    for (let kept = 1; kept <= KEPT && this.last; kept++) {
      const until = Math.round((this.last * kept) / KEPT);
      while (this.run.steps < until && !this.run.diverged) {
        this.run.advance(1);
        yield;
      }
      this.thetas.push(this.run.net.theta.slice());
    }
  }

  /** Tell after how many steps a network was kept. @param {number} kept its place, from 0 */
  stepOf(kept) {
    return Math.round((this.last * kept) / KEPT);
  }

  /** Send the plane through one of the networks. @param {number} kept its place, from 0 @returns {Frame} */
  frame(kept) {
    const { net, all, train } = this.run;
    const now = net.theta.slice();
    net.theta.set(this.thetas[kept]);
    const gone = stages(net, this.places);
    const { accuracy } = net.evaluate(train.x, train.y);
    net.theta.set(now); // the training may still go on
    const outputs = gone[gone.length - 1].values;
    const p = Float64Array.from({ length: MESH * MESH }, (_, i) => 1 / (1 + Math.exp(outputs[2 * i] - outputs[2 * i + 1])));
    return { stages: gone, flat: laidFlat(gone, all.y.length), p, accuracy };
  }
}

/** Tell how far a stage reaches from the origin. @param {Float64Array} flat */
export function reachOf(flat) {
  return 1.08 * flat.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
}

const UPPER = "¹²³⁴⁵⁶⁷";

/** Say what has led to a stage. @param {Stage} stage @param {string} g the function of its layer @param {boolean} last */
export function told({ kind, layer, m }, g, last) {
  const n = UPPER[layer - 1];
  if (kind === "input") return "The plane as it comes in, with the points of two classes.";
  const seen = m > 2 ? ` The layer has ${m} units; you see the two directions in which the points spread most.` : "";
  if (kind === "matrix") return `· W${n}: the matrix turns, stretches and shears. Straight lines stay straight.${seen}`;
  if (kind === "shift") return `+ b${n}: ${last ? "the last shift. Where both outputs are equal, on a straight line, the classes meet." : "the biases shift it."}`;
  return g === "linear" ? "No function here: nothing changes." : `g${n} = ${g}, on each unit by itself: the lines bend.`;
}
