/** One's own points, as they are typed, pasted and downloaded. Pure functions. */

import TABLE from "../settings.json" with { type: "json" };

/** @import { Row } from "../types.js" */

export const MOST_POINTS = TABLE.points.length[1];
const FARTHEST = TABLE.points.farthest; // of a coordinate from 0

/** Tell whether this is [x, y, class]. @param {unknown} point @returns {point is Row} */
export function isPoint(point) {
  if (!Array.isArray(point) || point.length !== 3) return false;
  const [x, y, c] = point;
  const fits = (/** @type {unknown} */ v) => typeof v === "number" && Math.abs(v) <= FARTHEST;
  return fits(x) && fits(y) && (c === 0 || c === 1);
}

/**
 * Read points from JSON ([[x, y, class], …]) or from lines "x, y, class".
 * @param {string} text
 * @returns {{ points: Row[], error?: undefined } | { points?: undefined, error: string }}
 */
export function readPoints(text) {
  /** @type {unknown[]} */
  let rows;
  if (text.trim().startsWith("[")) {
    try {
      rows = JSON.parse(text);
    } catch {
      return { error: "This is not JSON: write [[x, y, class], …]." };
    }
  } else {
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    if (lines.length && /[a-z]/i.test(lines[0].replace(/\de[+-]?\d/gi, ""))) lines.shift(); // names
    rows = lines.map((line) => line.trim().split(/[,;\s]+/).map(Number));
  }
  if (!rows.length) return { error: "There are no points: write a line “x, y, class” for each." };
  if (rows.length > MOST_POINTS) return { error: `At most ${MOST_POINTS} points, please.` };
  const wrong = rows.findIndex((row) => !isPoint(row));
  if (wrong < 0) return { points: rows.filter(isPoint) };
  return { error: `Point ${wrong + 1} is not two numbers and a class, 0 or 1.` };
}

/** Write a line for each point. @param {Row[]} points */
export function toCsv(points) {
  return ["x,y,class", ...points.map((row) => row.join(","))].join("\n") + "\n";
}
