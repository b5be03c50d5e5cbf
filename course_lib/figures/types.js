/**
 * What the rooms hand to each other, in words. Nothing here runs.
 *
 * @typedef {{ x: Float64Array, y: Int32Array | Float64Array }} Points   in the plane: x holds
 *   [x₀, y₀, x₁, y₁, …], y the classes 0 and 1, or, as floats, the targets of a regression
 * @typedef {[x: number, y: number, label: number]} Row   a point as people write it
 *
 * @typedef {keyof typeof import("./engine/activations.js").ACTIVATIONS} Activation
 * @typedef {"spiral" | "circle" | "simple" | "xor" | "gaussians" | "random_labels" | "slope" | "bumps" | "own"} DataSet
 *
 * @typedef {object} Settings of a run and of its pictures
 * @property {DataSet} data
 * @property {number} n points of the data set
 * @property {number} noise of the data set
 * @property {number} data_seed
 * @property {number} test the share held out
 * @property {Row[]} points one's own
 * @property {number[]} hidden units per hidden layer
 * @property {Activation[]} activations one for each hidden layer
 * @property {"SGD" | "Adam"} optimizer
 * @property {number} rate
 * @property {number} momentum
 * @property {number} l2
 * @property {number} batch
 * @property {boolean} shuffle
 * @property {number} seed of the initial weights and of the order of the rows
 * @property {number} view the hidden layer that is looked into, from 1
 * @property {[number, number] | null} units those on the axes, from 1, or null for the principal directions
 * @property {[layer: number, unit: number] | null} shown the unit that the large picture shows: layers from 0, the inputs, units from 1
 * @property {number} speed steps a frame; 0 for as many as time allows
 * @property {boolean} stop whether training stops by itself when it gets no further
 * @property {string[]} hide the controls that are not shown
 *
 * @typedef {{ loss: number, accuracy: number }} Score   of a regression the accuracy is NaN
 * @typedef {{ step: number, train: Score, test: Score | null }} Measured   where a run stands
 * @typedef {{ step: number, epochs: number, loss: number, accuracy?: number, test_loss?: number,
 *   test_accuracy?: number, diverged: boolean, theta: number[] }} RunResult   what Python gets of it
 *
 * @typedef {object} Phase of a run: what one call of fit does in Python
 * @property {Settings} settings
 * @property {number[] | null} theta put into a new network at its beginning; null: the one that is there goes on
 * @property {[at: number, value: number][]} edits   of θ, by hand, after that
 * @property {number} epochs once it is over; 0 before
 * @property {number} from the step at which it begins
 *
 * @typedef {(some: Partial<Settings>, place?: import("./engine/carried.js").Place) => void} Change   what
 *   hands have done on a panel, and in which layer
 */

/**
 * The state of a figure, as its host keeps it: anywidget's model, or the page's (hosts/page.js).
 * @template {object} State
 * @typedef {object} Model
 * @property {<K extends keyof State & string>(name: K) => State[K]} get
 * @property {<K extends keyof State & string>(name: K, value: State[K]) => void} set
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 * @property {() => void} save_changes
 */

export {};
