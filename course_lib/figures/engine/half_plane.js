/** The best that a straight line can do: `course_lib.linear.best_half_plane`, in the page. */

const SAME = 1e-10; // radians: directions that differ by rounding alone

/**
 * Find the best that any straight line can do: no linear network, however deep or wide, gets more of the
 * points right. Any line that separates the points can be moved, without a point changing sides, until it
 * goes through one of them and no other. So it is enough to turn a line once around each point.
 * @param {import("../types.js").Points} data @returns {number} accuracy, 0 … 1
 */
export function bestHalfPlane(data) {
  const pieces = halfPlanes(data);
  let piece = pieces.next();
  while (!piece.done) piece = pieces.next();
  return piece.value;
}

/**
 * The same in pieces, one for each point: a page may draw in between.
 * @param {import("../types.js").Points} data @returns {Generator<void, number>}
 */
export function* halfPlanes({ x, y }) {
  const n = y.length;
  const units = [0, 1].map((axis) => powerAbove(spread(x, axis))); // a power of two rounds nothing
  const points = Float64Array.from(x, (value, k) => value / units[k % 2]);
  let best = 0;
  for (let pivot = 0; pivot < n; pivot++) {
    best = Math.max(best, turn(pivot, points, y));
    yield;
  }
  return best / n;
}

/**
 * Count the most of the points that are right when a line turns just beside one of them.
 * @param {number} pivot @param {Float64Array} x @param {import("../types.js").Points["y"]} y
 */
function turn(pivot, x, y) {
  const n = y.length;
  const here = [0, 0]; // the pivot, and points that coincide with it, share one side: by class
  const better = new Float64Array(n); // directions of the normal at which a point comes to its side
  const worse = new Float64Array(n); // and at which it leaves it
  let others = 0;
  let right = 0; // of the others, with the normal along the first axis
  for (let k = 0; k < n; k++) {
    const [dx, dy] = [x[2 * k] - x[2 * pivot], x[2 * k + 1] - x[2 * pivot + 1]];
    if (dx === 0 && dy === 0) {
      here[y[k]] += 1;
      continue;
    }
    const angle = Math.atan2(dy, dx);
    const [enters, leaves] = [turned(angle - Math.PI / 2), turned(angle + Math.PI / 2)]; // class 1's side
    better[others] = y[k] === 1 ? enters : leaves;
    worse[others] = y[k] === 1 ? leaves : enters;
    right += better[others] > worse[others] ? 1 : 0;
    others += 1;
  }
  const beside = Math.max(...here);
  return others ? beside + most(right, better.subarray(0, others).sort(), worse.subarray(0, others).sort()) : beside;
}

/**
 * Follow the number of right points through a turn; its largest value between two changes.
 * @param {number} right at the start @param {Float64Array} better @param {Float64Array} worse
 */
function most(right, better, worse) {
  const first = Math.min(better[0], worse[0]) + 2 * Math.PI;
  let best = 0;
  for (let up = 0, down = 0; up + down < better.length + worse.length; ) {
    const rises = down === worse.length || better[up] <= worse[down];
    const direction = rises ? better[up++] : worse[down++];
    right += rises ? 1 : -1;
    const next = Math.min(better[up] ?? first, worse[down] ?? first);
    if (next - direction > SAME) best = Math.max(best, right);
  }
  return best;
}

/** @param {number} angle @returns {number} from 0 up to 2π */
function turned(angle) {
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/** @param {Float64Array} x @param {number} axis @returns {number} from the least to the largest */
function spread(x, axis) {
  let [least, most] = [Infinity, -Infinity];
  for (let k = axis; k < x.length; k += 2) [least, most] = [Math.min(least, x[k]), Math.max(most, x[k])];
  return most - least;
}

/** @param {number} size @returns {number} a power of two, near to it: 1 for 0 */
function powerAbove(size) {
  return size > 0 ? 2 ** Math.ceil(Math.log2(size)) : 1;
}
