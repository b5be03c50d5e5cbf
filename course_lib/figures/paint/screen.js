/** As many pixels as the screen shows: then nothing is blurred, and no block can be seen. */

export const FRAME = 8; // milliseconds of a frame for pictures that a page has just been given
const MOST = 1200; // pixels of a side: beyond that nobody sees a difference, and painting takes its time

/** Elements that have had no width yet, and how each is told. @type {Map<HTMLElement, (width: number) => void>} */
const waiting = new Map();

/** The frame that has been asked for, to tell them; 0: none. */
let frame = 0;

/** Tell some, and the others with the next frames. */
function tellOn() {
  frame = tellWidths(FRAME) ? 0 : requestAnimationFrame(tellOn);
}

/**
 * Tell how wide an element is inside its edge, once it is in the page and whenever that changes.
 * @param {HTMLElement} element @param {(width: number) => void} onwidth
 * @returns {() => void} tells no more
 */
export function onWidth(element, onwidth) {
  waiting.set(element, onwidth);
  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (waiting.has(element)) frame ||= requestAnimationFrame(tellOn);
    else if (contentRect.width) onwidth(contentRect.width);
  });
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer.disconnect();
  };
}

/**
 * Tell those in the page that wait for a width: before printing all of them, for then there comes no frame;
 * as a rule as many as a frame has time for.
 * @param {number} [milliseconds] of a frame
 * @returns {boolean} whether all were told
 */
export function tellWidths(milliseconds = Infinity) {
  const edge = (/** @type {HTMLElement} */ element) => element.offsetWidth - element.clientWidth;
  const widths = [...waiting].map(([element, tell]) => ({ element, tell, width: element.getBoundingClientRect().width - edge(element) }));
  const end = performance.now() + milliseconds; // widths are read before anything is painted: else each is laid out anew
  for (const { element, tell, width } of widths.filter(({ width }) => width)) {
    if (performance.now() > end) return false;
    waiting.delete(element);
    tell(width);
  }
  return true;
}

/**
 * Tell how many pixels wide the screen shows a canvas, as soon as it is in the page and whenever that changes.
 * @param {HTMLCanvasElement} canvas
 * @param {(pixels: number, scale: number) => void} onsize also how many of them are one of the style sheet's
 */
export function sharpen(canvas, onsize) {
  onWidth(canvas, (width) => {
    const pixels = Math.min(MOST, Math.round(width * devicePixelRatio));
    if (pixels) onsize(pixels, pixels / width);
  });
}
