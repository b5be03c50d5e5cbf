/** Numbers and networks as people read them. */

import { sizesOf } from "../engine/settings.js";

/** @import { Settings } from "../types.js" */

/** Write three digits, or an order of magnitude. @param {number} value */
export function short(value) {
  if (!Number.isFinite(value)) return "not a number";
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(3);
}

/** Write a share in whole per cent: 100 only where nothing is missing, 0 only where there is nothing. @param {number} share */
export function percent(share) {
  const whole = Math.round(100 * share);
  return `${share < 1 && share > 0 ? Math.min(99, Math.max(1, whole)) : whole} %`;
}

/** Name a network by its layers and what is between them. @param {Settings} settings */
export function network(settings) {
  const between = [...new Set(settings.activations)].join(", ");
  return `${sizesOf(settings).join(" → ")}${between && `, ${between}`}`;
}

/** Name settings by their networks; where these are alike, by what else differs. @param {Settings[]} all @returns {string[]} */
export function distinct(all) {
  const names = all.map(network);
  if (new Set(names).size === all.length) return names;
  const keys = /** @type {(keyof Settings)[]} */ (Object.keys(all[0]));
  const differ = keys.filter((key) => all.some((settings) => String(settings[key]) !== String(all[0][key])));
  return all.map((settings) => differ.map((key) => `${key} ${settings[key]}`).join(", "));
}
