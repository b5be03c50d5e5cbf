/** The plane as the network folds it: what a hidden layer makes of a grid. */
import { principal } from "../engine/principal.js";
import { MESH, PIXELS, Picture } from "./raster.js";

/** The grid of the plane, and the points, in the space of a hidden layer. */
export class Folded extends Picture {
  constructor(canvas) {
    super(canvas);
    this.places = new Float64Array(2 * MESH * MESH);
    this.p = new Float64Array(MESH * MESH);
  }

  draw(run) {
    const { context: c, places } = this;
    const { view, units } = run.settings;
    this.pixels.fill(this.ground);
    if (!run.settings.hidden.length) {
      this.show();
      c.fillStyle = this.colours.ink;
      c.font = "20px sans-serif";
      c.textAlign = "center";
      c.fillText("no hidden layer", PIXELS / 2, PIXELS / 2);
      return;
    }
    const project = this.projection(run, view, units);
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
    this.fit(places, data);
    this.paintMesh(places, this.p);
    this.points(data, run);
    this.show();
  }

  /** A function that writes the place of the example in the net's units at 2 i. */
  projection(run, view, units) {
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
