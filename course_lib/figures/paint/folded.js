/** The grid of the plane, and the points, in the space of a hidden layer: the plane as a network folds it. */
import { GRID, MESH } from "../engine/pictures.js";
import { leastShown } from "../engine/units.js";
import { Mesh, fit } from "./mesh.js";

/** @import { Pictures } from "../engine/pictures.js" */
/** @import { Run } from "../engine/run.js" */

/** @extends {Mesh<[run: Run, pictures: Pictures]>} */
export class Folded extends Mesh {
  /** @param {Run} run @param {Pictures} pictures */
  paint(run, pictures) {
    const { p, fold } = pictures;
    this.suit(run.net);
    this.pixels.fill(this.ground);
    if (!fold) {
      this.show();
      this.write("no hidden layer");
      return;
    }
    const [mesh, points] = [fold.mesh.slice(), fold.points.slice()];
    const [across, upwards] = fit(this.size, mesh, points);
    const least = leastShown(run);
    this.paintMesh(mesh, everySecond(p).map((value) => Math.max(least, value)));
    this.points(points, run.all.y, run.train.y.length);
    this.show();
    this.number(across, upwards);
  }

  /** @param {string} text for the middle of the picture */
  write(text) {
    const { context: c, scale, size } = this;
    c.fillStyle = this.colours.ink;
    c.font = `${16 * scale}px sans-serif`;
    c.textAlign = "center";
    c.fillText(text, size / 2, size / 2);
  }
}

/** Take every second place of the grid, both ways. @param {Float64Array} p */
function everySecond(p) {
  return Float64Array.from({ length: MESH * MESH }, (_, i) => p[2 * Math.floor(i / MESH) * GRID + 2 * (i % MESH)]);
}
