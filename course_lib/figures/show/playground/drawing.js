/**
 * Points drawn on the large picture. A mouse adds with a click, many with a stroke, drags a point that it
 * takes, and erases with its right button. A finger adds with a tap; a point that is tapped gets a
 * handle, and only by its handle it is dragged: any other stroke scrolls the page.
 */
import { LIMITS } from "../../engine/settings.js";
import { arrow, pointed } from "../../parts/controls.js";

/** @import { Player } from "../../parts/player.js" */
/** @import { Row } from "../../types.js" */
/** @import { Hands } from "./hands.js" */

const NEAR = 0.04; // of the picture's half: a point is meant
const HANDLE = 0.14; // its handle, for a finger
const APART = 0.07; // the points of a stroke

/**
 * Let the plane be drawn on.
 * @param {Hands} hands @param {Player} player
 * @param {{ points: () => Row[], brush: () => string, editable: () => boolean }} from the points that
 *   there are; what a click does: adds class 0 or 1, or erases; and whether it does anything
 */
export function drawnOn(hands, player, { points, brush, editable }) {
  const { boundary } = player.views;
  const { canvas } = boundary;
  const cursor = [0, 0];
  /** The point that has a handle. @type {number | null} */
  let held = null;
  canvas.tabIndex = 0;
  canvas.parentElement?.classList.add("cf-own");

  /** @param {{ clientX: number, clientY: number }} event @returns {[x: number, y: number]} */
  const place = (event) => {
    const [x, y] = pointed(event, canvas);
    return [x * player.run.reach, y * player.run.reach];
  };
  /** Find the nearest point. @param {[number, number]} place @param {number} within of the picture's half */
  const nearest = ([x, y], within) => {
    const far = points().map(([px, py]) => Math.hypot(px - x, py - y) / player.run.reach);
    const at = far.indexOf(Math.min(...far));
    return far[at] <= within ? at : null;
  };
  const put = (/** @type {Row[]} */ points) => hands.change({ data: "own", points });

  /** @param {[number, number]} place @param {boolean} other of the other class */
  function add([x, y], other) {
    const all = points();
    if (all.length >= LIMITS.points) return;
    const label = (brush() === "0" ? 0 : 1) ^ (other ? 1 : 0);
    put([...all, [round(x), round(y), label]]);
  }
  /** @param {number | null} at */
  function erase(at) {
    if (at !== null && points().length > 1) put(points().filter((_, i) => i !== at));
    held = null;
  }
  /** @param {number} at @param {[number, number]} to */
  function move(at, [x, y]) {
    const edge = player.run.reach * 0.98;
    const within = (/** @type {number} */ value) => round(Math.max(-edge, Math.min(edge, value)));
    put(points().map((row, i) => (i === at ? [within(x), within(y), row[2]] : row)));
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || !editable()) return;
    const begin = place(event);
    const taken = brush() === "erase" ? null : nearest(begin, NEAR);
    let last = begin;
    canvas.setPointerCapture(event.pointerId);
    hands.begin();
    const touch = (/** @type {PointerEvent} */ event) => (brush() === "erase" ? erase(nearest(place(event), 2 * NEAR)) : add(place(event), event.shiftKey));
    if (taken === null) touch(event);
    const follow = (/** @type {PointerEvent} */ event) => {
      const here = place(event);
      if (taken !== null) return move(taken, here);
      if (Math.hypot(here[0] - last[0], here[1] - last[1]) < APART * player.run.reach) return;
      last = here;
      touch(event);
    };
    const end = () => {
      canvas.removeEventListener("pointermove", follow);
      for (const name of ENDS) canvas.removeEventListener(name, end);
      hands.end();
    };
    canvas.addEventListener("pointermove", follow);
    for (const name of ENDS) canvas.addEventListener(name, end);
  });

  let byFinger = false;
  canvas.addEventListener("pointerdown", ({ pointerType }) => (byFinger = pointerType !== "mouse"));
  canvas.addEventListener("click", (event) => {
    if (!byFinger || !editable()) return;
    const here = place(event);
    const at = nearest(here, HANDLE / 2);
    if (brush() === "erase") erase(at);
    else if (at === null) add(here, false);
    held = brush() === "erase" || at === held ? null : at;
    boundary.repaint();
  });
  canvas.addEventListener("contextmenu", (event) => {
    const at = byFinger || !editable() ? null : nearest(place(event), 2 * NEAR);
    if (at === null) return;
    event.preventDefault();
    erase(at);
  });

  canvas.addEventListener("touchstart", (event) => grasp(event), { passive: false });
  /** Take the handle, if the finger is on it. @param {TouchEvent} event */
  function grasp(event) {
    const row = held === null ? undefined : points()[held];
    if (!row || event.touches.length > 1) return;
    const [x, y] = place(event.touches[0]);
    if (Math.hypot(row[0] - x, row[1] - y) > HANDLE * player.run.reach) return;
    let moved = false;
    const follow = (/** @type {TouchEvent} */ event) => {
      event.preventDefault(); // the page does not scroll
      if (!moved) hands.begin();
      moved = true;
      if (held !== null) move(held, place(event.touches[0]));
    };
    const end = () => {
      canvas.removeEventListener("touchmove", follow);
      for (const name of ["touchend", "touchcancel"]) canvas.removeEventListener(name, end);
      if (moved) hands.end();
    };
    canvas.addEventListener("touchmove", follow, { passive: false });
    for (const name of ["touchend", "touchcancel"]) canvas.addEventListener(name, end);
  }

  canvas.addEventListener("keydown", (event) => {
    if (!editable()) return;
    const here = /** @type {[number, number]} */ ([...cursor]);
    const way = arrow(event);
    if (way) {
      const by = player.run.reach / 20;
      way.forEach((d, i) => (cursor[i] = Math.max(-20 * by, Math.min(20 * by, cursor[i] + d * by))));
      boundary.repaint();
    } else if (event.key === "Delete" || event.key === "Backspace") erase(nearest(here, 1));
    else if (["Enter", " "].includes(event.key)) {
      event.preventDefault();
      if (brush() === "erase") erase(nearest(here, 3));
      else add(here, event.shiftKey);
    }
  });
  for (const name of ["focus", "blur"]) canvas.addEventListener(name, () => boundary.repaint());
  boundary.cursor = (c, pixel) => {
    c.strokeStyle = boundary.colours.ink;
    c.lineWidth = 3;
    const row = held === null ? undefined : points()[held];
    if (row) {
      c.beginPath();
      c.arc(pixel(row[0]), pixel(-row[1]), 16, 0, 2 * Math.PI);
      c.stroke();
    }
    if (document.activeElement !== canvas || !canvas.matches(":focus-visible")) return;
    const [x, y] = [pixel(cursor[0]), pixel(-cursor[1])];
    c.strokeRect(x - 14, y, 28, 0);
    c.strokeRect(x, y - 14, 0, 28);
  };
}

const ENDS = /** @type {const} */ (["pointerup", "pointercancel"]);

/** @param {number} value */
const round = (value) => Number(value.toFixed(3));
