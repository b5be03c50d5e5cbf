/**
 * What the figures share, module by module. It travels once a page, in mount.bundle.js; a figure's
 * own bundle asks for it by the module's name (see build.js).
 */
export * as activations from "../engine/activations.js";
export * as carried from "../engine/carried.js";
export * as data from "../engine/data.js";
export * as datasets from "../engine/datasets.js";
export * as desk from "../engine/desk.js";
export * as equal from "../engine/equal.js";
export * as half_plane from "../engine/half_plane.js";
export * as lesson from "../engine/lesson.js";
export * as network from "../engine/network.js";
export * as optimizers from "../engine/optimizers.js";
export * as pictures from "../engine/pictures.js";
export * as points from "../engine/points.js";
export * as principal from "../engine/principal.js";
export * as random from "../engine/random.js";
export * as run from "../engine/run.js";
export * as settings from "../engine/settings.js";
export * as training from "../engine/training.js";
export * as twin from "../engine/twin.js";
export * as units from "../engine/units.js";
export * as boundary from "../paint/boundary.js";
export * as colours from "../paint/colours.js";
export * as curves from "../paint/curves.js";
export * as folded from "../paint/folded.js";
export * as graph from "../paint/graph.js";
export * as marks from "../paint/marks.js";
export * as mesh from "../paint/mesh.js";
export * as net from "../paint/net.js";
export * as placing from "../paint/placing.js";
export * as plane from "../paint/plane.js";
export * as raster from "../paint/raster.js";
export * as address from "../parts/address.js";
export * as controls from "../parts/controls.js";
export * as dom from "../parts/dom.js";
export * as figure from "../parts/figure.js";
export * as numbers from "../parts/numbers.js";
export * as pieces from "../parts/pieces.js";
export * as player from "../parts/player.js";
export * as snippet from "../parts/snippet.js";
export * as style from "../parts/style.js";
export * as views from "../parts/views.js";
export * as words from "../parts/words.js";
export * as workroom from "../parts/workroom.js";
