/** The grid of the plane, and the points, in the space of a hidden layer: the plane as a network folds it. */
import { principal } from "../engine/principal.js";
import { MESH, Mesh, fit } from "./mesh.js";
import { PIXELS } from "./raster.js";

/** @import { Run } from "../engine/run.js" */

/** @typedef {(places: Float64Array, i: number) => void} Projection   writes, at 2 i, where the example in the net's units stands */

export class Folded extends Mesh {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas);
    this.places = new Float64Array(2 * MESH * MESH);
    this.p = new Float64Array(MESH * MESH);
    /** The principal directions that were drawn last. @type {Float64Array[] | null} */
    this.axes = null;
  }

  /** @param {Run} run */
  draw(run) {
    const { places } = this;
    this.pixels.fill(this.ground);
    if (!run.settings.hidden.length) {
      this.show();
      this.write("no hidden layer");
      return;
    }
    const project = this.projection(run);
    const data = new Float64Array(run.all.x.length);
    for (let i = 0; i < run.all.y.length; i++) {
      run.net.forward(run.all.x, 2 * i);
      project(data, i);
    }
    const point = new Float64Array(2);
    for (let i = 0; i < MESH * MESH; i++) {
      point[0] = run.reach * ((2 * (i % MESH)) / (MESH - 1) - 1);
      point[1] = run.reach * (1 - (2 * Math.floor(i / MESH)) / (MESH - 1));
      this.p[i] = run.net.probability(point);
      project(places, i);
    }
    fit(places, data);
    this.paintMesh(places, this.p);
    this.points(data, run.all.y, run.train.y.length);
    this.show();
  }

  /** @param {string} text for the middle of the picture */
  write(text) {
    const { context: c } = this;
    c.fillStyle = this.colours.ink;
    c.font = "20px sans-serif";
    c.textAlign = "center";
    c.fillText(text, PIXELS / 2, PIXELS / 2);
  }

  /** Choose the axes: two units of the layer, or its principal directions. @param {Run} run @returns {Projection} */
  projection(run) {
    const { view, units } = run.settings;
    const { h, unitsAt, sizes } = run.net;
    const at = unitsAt[view + 1];
    const m = sizes[view + 1];
    if (units) {
      const [a, b] = [at + units[0], at + units[1]];
      const flat = units[0] === units[1];
      return (places, i) => {
        places[2 * i] = h[a];
        places[2 * i + 1] = flat ? 0 : h[b];
      };
    }
    const rows = new Float64Array(m * run.all.y.length);
    for (let i = 0; i < run.all.y.length; i++) {
      run.net.forward(run.all.x, 2 * i);
      rows.set(h.subarray(at, at + m), i * m);
    }
    const before = this.axes?.[0].length === m ? this.axes : null;
    const { centre, axes } = principal(rows, m, before);
    this.axes = axes;
    return (places, i) => {
      let [x, y] = [0, 0];
      for (let j = 0; j < m; j++) {
        const value = h[at + j] - centre[j];
        x += value * axes[0][j];
        y += value * axes[1][j];
      }
      places[2 * i] = x;
      places[2 * i + 1] = m > 1 ? y : 0;
    };
  }
}
