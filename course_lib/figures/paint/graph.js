/** The graph of a function as one path in SVG. */

/** @typedef {{ from: number, to: number, top: number, width: number, height: number }} Frame heights are shown from -top to top */

/** Lead from a number on the axis to the picture. @param {Frame} frame @param {number} x */
export function across({ from, to, width }, x) {
  return (width * (x - from)) / (to - from);
}

/** Lead from a height to the picture. @param {Frame} frame @param {number} y */
export function upwards({ top, height }, y) {
  return (height / 2) * (1 - y / top);
}

/** Draw a function; where it leaves the picture, the line stops. @param {Frame} frame @param {(x: number) => number} f */
export function graph(frame, f) {
  const { from, to, top } = frame;
  let pen = "M";
  return Array.from({ length: 801 }, (_, i) => {
    const x = from + ((to - from) * i) / 800;
    const y = f(x);
    if (!(Math.abs(y) <= top)) {
      pen = "M";
      return "";
    }
    const point = `${pen}${across(frame, x).toFixed(1)} ${upwards(frame, y).toFixed(1)}`;
    pen = "L";
    return point;
  }).join("");
}
