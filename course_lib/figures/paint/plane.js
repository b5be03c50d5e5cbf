/** Square pictures of the plane in SVG, from -reach to reach both ways. */

/** Lead from a place of the plane to the picture. @param {number} size @param {number} reach @returns {(place: number[]) => [number, number]} */
export function onto(size, reach) {
  return ([x, y]) => [(size / 2) * (1 + x / reach), (size / 2) * (1 - y / reach)];
}
