/**
 * What hands do to a run in the playground, in words that all its panels share. Nothing here runs.
 *
 * @typedef {[layer: number, unit: number]} Unit   as the arrays have it: layers from the inputs, the first unit 0
 *
 * @typedef {object} Hands
 * @property {import("../../types.js").Change} change some settings
 * @property {(at: number, value: number) => void} set a parameter of θ
 * @property {(unit: Unit | null) => void} hover a unit is pointed at, or no longer
 * @property {(unit: Unit | null, from: number | null) => void} choose a unit, and one of its weights (-1: its bias)
 * @property {() => import("../../paint/placing.js").Line | null} line the weight that is chosen
 * @property {() => void} addLayer behind the last hidden one, as wide as it
 * @property {(layer: number) => void} addUnit to a hidden layer, from 0
 * @property {(layer: number, unit: number) => void} removeUnit from one; with its last unit it goes
 * @property {() => void} begin a gesture: what changes until its end is undone as one
 * @property {() => void} end
 * @property {() => boolean} playing
 */

export {};
