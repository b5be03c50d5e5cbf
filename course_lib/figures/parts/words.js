/** Numbers as people read them. */

/** Write three digits, or an order of magnitude. @param {number} value */
export function short(value) {
  if (!Number.isFinite(value)) return "not a number";
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(3);
}

/** Write a share in whole per cent. @param {number} share */
export function percent(share) {
  return `${Math.round(100 * share)} %`;
}
