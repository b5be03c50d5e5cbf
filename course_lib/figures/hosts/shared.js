/**
 * What the figures share. It travels once a page, in mount.bundle.js; a figure's own bundle asks for
 * it (see build.js).
 */
export * from "../engine/activations.js";
export * from "../engine/data.js";
export * from "../engine/datasets.js";
export * from "../engine/half_plane.js";
export * from "../engine/network.js";
export * from "../engine/optimizers.js";
export * from "../engine/points.js";
export * from "../engine/principal.js";
export * from "../engine/random.js";
export * from "../engine/run.js";
export * from "../engine/settings.js";
export * from "../engine/training.js";
export * from "../paint/boundary.js";
export * from "../paint/colours.js";
export * from "../paint/curves.js";
export * from "../paint/folded.js";
export * from "../paint/marks.js";
export * from "../paint/plane.js";
export * from "../paint/raster.js";
export * from "../parts/address.js";
export * from "../parts/controls.js";
export * from "../parts/dom.js";
export * from "../parts/figure.js";
export * from "../parts/player.js";
export * from "../parts/snippet.js";
export * from "../parts/style.js";
