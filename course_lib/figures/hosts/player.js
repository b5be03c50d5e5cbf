/**
 * What the figures that train share beyond the rest, module by module. It travels in player.bundle.js
 * and on the pages of such figures alone.
 */
export * as half_plane from "../engine/half_plane.js";
export * as trials from "../engine/trials.js";
export * as boundary from "../paint/boundary.js";
export * as curves from "../paint/curves.js";
export * as fan from "../paint/fan.js";
export * as folded from "../paint/folded.js";
export * as cloud from "../parts/cloud.js";
export * as numbers from "../parts/numbers.js";
export * as player from "../parts/player.js";
export * as readout from "../parts/readout.js";
export * as snippet from "../parts/snippet.js";
export * as team from "../parts/team.js";
export * as views from "../parts/views.js";
export * as worker from "../parts/worker.js";
export * as workroom from "../parts/workroom.js";
