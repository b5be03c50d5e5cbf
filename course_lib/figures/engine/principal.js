/** Where points of many dimensions spread most. */

const TURNS = { first: 100, next: 8 }; // of power iteration: a moving picture goes on from its last axes

/**
 * Find the two directions in which points in m dimensions spread most: power iteration on their
 * covariance, the second at a right angle to the first. Signs follow `before`, so that a moving
 * picture does not flip over.
 * @param {Float64Array} rows count · m numbers
 * @param {number} m
 * @param {Float64Array[] | null} [before]
 */
export function principal(rows, m, before = null) {
  const count = rows.length / m;
  const centre = new Float64Array(m);
  for (let r = 0; r < rows.length; r++) centre[r % m] += rows[r] / count;
  const covariance = covarianceOf(rows, centre);
  /** @type {Float64Array[]} */
  const axes = [];
  for (let a = 0; a < 2; a++) {
    let v = before?.[a]?.slice() ?? Float64Array.from({ length: m }, (_, i) => 1 / (1 + i + a));
    for (let turn = 0; turn < (before ? TURNS.next : TURNS.first); turn++) {
      const w = new Float64Array(m);
      for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) w[i] += covariance[i * m + j] * v[j];
      for (const axis of axes) {
        const along = w.reduce((sum, value, i) => sum + value * axis[i], 0);
        for (let i = 0; i < m; i++) w[i] -= along * axis[i];
      }
      const length = Math.hypot(...w);
      if (length < 1e-12) break;
      v = w.map((value) => value / length);
    }
    axes.push(v);
  }
  return { centre, axes };
}

/** @param {Float64Array} rows @param {Float64Array} centre @returns {Float64Array} (m, m), row by row */
function covarianceOf(rows, centre) {
  const m = centre.length;
  const count = rows.length / m;
  const covariance = new Float64Array(m * m);
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < m; i++) {
      const a = rows[r * m + i] - centre[i];
      for (let j = 0; j <= i; j++) covariance[i * m + j] += (a * (rows[r * m + j] - centre[j])) / count;
    }
  }
  for (let i = 0; i < m; i++) for (let j = i + 1; j < m; j++) covariance[i * m + j] = covariance[j * m + i];
  return covariance;
}
