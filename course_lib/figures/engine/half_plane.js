/** The best that a straight line can do. */

/**
 * Find the best that any straight line can do: no linear network, however deep or wide, gets more of the
 * points right. Exact: an optimal line can be moved until it touches two of the points, after which
 * it can be turned a little so that those on it fall to either side, in the order they lie on it.
 * @param {import("../types.js").Points} data @returns {number} accuracy, 0 … 1
 */
export function bestHalfPlane({ x, y }) {
  const n = y.length;
  const ones = y.reduce((sum, c) => sum + c, 0);
  let best = Math.max(ones, n - ones);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [px, py] = [x[2 * i], x[2 * i + 1]];
      const [dx, dy] = [x[2 * j] - px, x[2 * j + 1] - py];
      if (dx === 0 && dy === 0) continue;
      let right = 0; // right if class 1 is on the left side
      let off = 0;
      /** @type {number[]} */
      const on = [];
      for (let k = 0; k < n; k++) {
        const side = dx * (x[2 * k + 1] - py) - dy * (x[2 * k] - px);
        if (side === 0 || k === i || k === j) on.push(k);
        else {
          off += 1;
          right += side > 0 === (y[k] === 1) ? 1 : 0;
        }
      }
      if (Math.max(right, off - right) + on.length <= best) continue;
      for (const sign of [1, -1]) {
        on.sort((a, b) => sign * ((x[2 * a] - x[2 * b]) * dx + (x[2 * a + 1] - x[2 * b + 1]) * dy));
        best = Math.max(best, right + alongLine(on, x, y), off - right + alongLine(on, x, y));
      }
    }
  }
  return best / n;
}

/**
 * Count the most of the points on a line that are right when a first part of them is called class 1.
 * @param {number[]} on the points, in the order they lie on it
 * @param {Float64Array} x @param {Int32Array} y
 */
function alongLine(on, x, y) {
  let right = on.filter((k) => y[k] === 0).length;
  let best = right;
  on.forEach((k, at) => {
    right += y[k] === 1 ? 1 : -1;
    const next = on[at + 1];
    const together = next !== undefined && x[2 * k] === x[2 * next] && x[2 * k + 1] === x[2 * next + 1];
    if (!together) best = Math.max(best, right);
  });
  return best;
}
