/** Square pictures of the plane in SVG, from -reach to reach both ways. */

/** Lead from a place of the plane to the picture. @param {number} size @param {number} reach @returns {(place: number[]) => [number, number]} */
export function onto(size, reach) {
  return ([x, y]) => [(size / 2) * (1 + x / reach), (size / 2) * (1 - y / reach)];
}

/**
 * Draw the plane in small squares, as one path for each level.
 * @param {number} size @param {number} reach
 * @param {number} across squares in a row
 * @param {number} levels
 * @param {(place: [number, number]) => number} levelOf the level of a place, 0 … levels - 1
 * @returns {string[]}
 */
export function squares(size, reach, across, levels, levelOf) {
  const paths = Array(levels).fill("");
  const side = size / across;
  for (let i = 0; i < across * across; i++) {
    const [u, v] = [i % across, Math.floor(i / across)];
    /** @type {[number, number]} */
    const place = [((2 * u + 1) / across - 1) * reach, (1 - (2 * v + 1) / across) * reach];
    paths[levelOf(place)] += `M${u * side} ${v * side}h${side}v${side}h-${side}z`;
  }
  return paths;
}
