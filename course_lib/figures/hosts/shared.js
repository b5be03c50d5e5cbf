/**
 * What figures share, module by module. It travels once a page, in mount.bundle.js; a figure's own
 * bundle asks for it by the module's name (see build.js). What only one figure needs is in its bundle.
 */
export * as activations from "../engine/activations.js";
export * as carried from "../engine/carried.js";
export * as data from "../engine/data.js";
export * as datasets from "../engine/datasets.js";
export * as desk from "../engine/desk.js";
export * as equal from "../engine/equal.js";
export * as lesson from "../engine/lesson.js";
export * as made from "../engine/made.js";
export * as network from "../engine/network.js";
export * as optimizers from "../engine/optimizers.js";
export * as pictures from "../engine/pictures.js";
export * as plateau from "../engine/plateau.js";
export * as points from "../engine/points.js";
export * as principal from "../engine/principal.js";
export * as random from "../engine/random.js";
export * as run from "../engine/run.js";
export * as settings from "../engine/settings.js";
export * as training from "../engine/training.js";
export * as units from "../engine/units.js";
export * as colours from "../paint/colours.js";
export * as graph from "../paint/graph.js";
export * as marks from "../paint/marks.js";
export * as mesh from "../paint/mesh.js";
export * as plane from "../paint/plane.js";
export * as raster from "../paint/raster.js";
export * as screen from "../paint/screen.js";
export * as ticks from "../paint/ticks.js";
export * as axes from "../parts/axes.js";
export * as controls from "../parts/controls.js";
export * as dom from "../parts/dom.js";
export * as figure from "../parts/figure.js";
export * as pieces from "../parts/pieces.js";
export * as style from "../parts/style.js";
export * as words from "../parts/words.js";
