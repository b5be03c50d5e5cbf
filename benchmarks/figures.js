/** What benchmarks/figures.py measures in the page: ours beside ConvNetJS, by turns. */
import { spiral } from "../course_lib/figures/engine/datasets.js";
import { MLP } from "../course_lib/figures/engine/network.js";
import { SGD } from "../course_lib/figures/engine/optimizers.js";
import { pictures } from "../course_lib/figures/engine/pictures.js";
import { Run } from "../course_lib/figures/engine/run.js";
import { tidy } from "../course_lib/figures/engine/settings.js";
import { Trainer } from "../course_lib/figures/engine/training.js";
import { Boundary } from "../course_lib/figures/paint/boundary.js";
import { Folded } from "../course_lib/figures/paint/folded.js";
import { contextOf } from "../course_lib/figures/paint/marks.js";
import { tellWidths } from "../course_lib/figures/paint/screen.js";

/**
 * What is used of ConvNetJS, which stands in the page as a script of its own.
 * @typedef {{ w: number[] }} Vol
 * @typedef {{ makeLayers: (layers: object[]) => void, forward: (x: Vol, training: boolean) => Vol,
 *   layers: { out_act: Vol }[] }} Net
 * @typedef {{ Net: new () => Net, Vol: new (sx: number, sy: number, depth: number) => Vol,
 *   SGDTrainer: new (net: Net, options: object) => { train: (x: Vol, label: number) => void } }} ConvNetJS
 */
const { convnetjs } = /** @type {typeof globalThis & { convnetjs: ConvNetJS }} */ (globalThis);

const DATA = spiral(200, 0.1, 0);
const ROUNDS = 15;

/** The median milliseconds of each function, called by turns. @param {(() => void)[]} functions */
function byTurns(functions) {
  const times = functions.map(() => /** @type {number[]} */ ([]));
  for (let round = -3; round < ROUNDS; round++) {
    functions.forEach((f, i) => {
      const start = performance.now();
      f();
      if (round >= 0) times[i].push(performance.now() - start);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
}

/** @param {number[]} hidden */
function convnet(hidden) {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: 2 },
    ...hidden.map((n) => ({ type: "fc", num_neurons: n, activation: "tanh" })),
    { type: "softmax", num_classes: 2 },
  ]);
  const options = { learning_rate: 0.01, momentum: 0.1, batch_size: 10, l2_decay: 0.001 };
  return { net, trainer: new convnetjs.SGDTrainer(net, options) };
}

/** Microseconds a training example: the demo's own loop, and ours with the same settings. @param {number[]} hidden @param {number} passes */
export function training(hidden, passes) {
  const { trainer } = convnet(hidden);
  const x = new convnetjs.Vol(1, 1, 2);
  const theirs = () => {
    for (let pass = 0; pass < passes; pass++) {
      for (let i = 0; i < 200; i++) {
        x.w = [DATA.x[2 * i], DATA.x[2 * i + 1]];
        trainer.train(x, DATA.y[i]);
      }
    }
  };
  const net = new MLP([2, ...hidden, 2], { activation: "tanh", seed: 0 });
  const optimizer = new SGD({ learningRate: 0.01, momentum: 0.1, weightDecay: 0.001 });
  const ourTrainer = new Trainer(net, DATA, optimizer, { batchSize: 10 });
  const ours = () => {
    for (let step = 0; step < 20 * passes; step++) ourTrainer.step();
  };
  return byTurns([ours, theirs]).map((time) => (1000 * time) / (200 * passes));
}

/** Milliseconds for both pictures of a frame, drawn to the last pixel. @param {number[]} hidden */
export function drawing(hidden) {
  const canvases = Array.from({ length: 4 }, () => document.createElement("canvas"));
  document.body.replaceChildren(...canvases);
  const run = new Run(tidy({ hidden, activations: hidden.map(() => "tanh") }));
  run.advance(2000);
  const [boundary, folded] = [new Boundary(canvases[0]), new Folded(canvases[1])];
  tellWidths();
  const ours = () => {
    const looking = pictures(run);
    let seen = looking.next();
    while (!seen.done) seen = looking.next();
    boundary.draw(run, seen.value.p);
    folded.draw(run, seen.value);
    for (const { context } of [boundary, folded]) context.getImageData(0, 0, 1, 1);
  };
  const { net, trainer } = convnet(hidden);
  const x = new convnetjs.Vol(1, 1, 2);
  for (let i = 0; i < 20_000; i++) {
    x.w = [DATA.x[2 * (i % 200)], DATA.x[2 * (i % 200) + 1]];
    trainer.train(x, DATA.y[i % 200]);
  }
  const contexts = canvases.slice(2).map((canvas) => {
    canvas.width = canvas.height = 400;
    return contextOf(canvas);
  });
  const theirs = () => {
    drawAsTheDemo(net, contexts[0], contexts[1]);
    for (const context of contexts) context.getImageData(0, 0, 1, 1);
  };
  return byTurns([ours, theirs]);
}

/**
 * The way ConvNetJS's classify2d draws: a rectangle a grid point, a line a mesh edge.
 * @param {Net} net @param {CanvasRenderingContext2D} left @param {CanvasRenderingContext2D} right
 */
function drawAsTheDemo(net, left, right) {
  const [size, density, scale] = [400, 5, 50 / 1.6];
  const layer = net.layers.length - 3;
  const x = new convnetjs.Vol(1, 1, 2);
  /** @type {[x: number, y: number, first: boolean][]} */
  const mesh = [];
  left.clearRect(0, 0, size, size);
  for (let px = 0; px <= size; px += density) {
    for (let py = 0; py <= size; py += density) {
      x.w[0] = (px - size / 2) / scale;
      x.w[1] = (py - size / 2) / scale;
      const [a, b] = net.forward(x, false).w;
      left.fillStyle = a > b ? "rgb(250, 150, 150)" : "rgb(150, 250, 150)";
      left.fillRect(px - density / 2 - 1, py - density / 2 - 1, density + 2, density + 2);
      if (px % 10 || py % 10) continue;
      const { w } = net.layers[layer].out_act;
      mesh.push([w[0], w[1], a > b]);
    }
  }
  const range = (/** @type {0 | 1} */ i) => [Math.min(...mesh.map((m) => m[i])), Math.max(...mesh.map((m) => m[i]))];
  const [[x0, x1], [y0, y1]] = [range(0), range(1)];
  /** @param {typeof mesh[number]} m @returns {[number, number]} */
  const at = (m) => [(size * (m[0] - x0)) / (x1 - x0), (size * (m[1] - y0)) / (y1 - y0)];
  right.clearRect(0, 0, size, size);
  right.strokeStyle = "rgb(0, 0, 0)";
  right.beginPath();
  const n = Math.round(Math.sqrt(mesh.length));
  mesh.forEach((m, i) => {
    const [px, py] = at(m);
    if (i % n < n - 1) {
      right.moveTo(px, py);
      right.lineTo(...at(mesh[i + 1]));
    }
    if (i + n < mesh.length) {
      right.moveTo(px, py);
      right.lineTo(...at(mesh[i + n]));
    }
    right.fillStyle = m[2] ? "rgb(250, 150, 150)" : "rgb(150, 250, 150)";
    right.fillRect(px - 6, py - 6, 12, 12);
  });
  right.stroke();
  for (const context of [left, right]) {
    for (let i = 0; i < 200; i++) {
      context.fillStyle = DATA.y[i] ? "rgb(100, 200, 100)" : "rgb(200, 100, 100)";
      context.beginPath();
      context.arc(DATA.x[2 * i] * scale + 200, DATA.x[2 * i + 1] * scale + 200, 5, 0, Math.PI * 2);
      context.closePath();
      context.stroke();
      context.fill();
    }
  }
}

