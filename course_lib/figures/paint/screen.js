/** As many pixels as the screen shows: then nothing is blurred, and no block can be seen. */

const MOST = 1200; // pixels of a side: beyond that nobody sees a difference, and painting takes its time

/** Elements that have had no width yet, and how each is told. @type {Map<HTMLElement, (width: number) => void>} */
const waiting = new Map();

/**
 * Tell how wide an element is inside its edge, as soon as it is in the page and whenever that changes.
 * @param {HTMLElement} element @param {(width: number) => void} onwidth
 * @returns {() => void} tells no more
 */
export function onWidth(element, onwidth) {
  const tell = (/** @type {number} */ width) => {
    if (!width) return;
    waiting.delete(element);
    onwidth(width);
  };
  waiting.set(element, tell);
  const observer = new ResizeObserver(([{ contentRect }]) => tell(contentRect.width));
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer.disconnect();
  };
}

/** Tell at once what is in the page by now, and not with the next frame: before printing there is none. */
export function tellWidths() {
  const edge = (/** @type {HTMLElement} */ element) => element.offsetWidth - element.clientWidth;
  const widths = [...waiting].map(([element, tell]) => ({ tell, width: element.getBoundingClientRect().width - edge(element) }));
  for (const { tell, width } of widths) tell(width); // read before anything is painted: else each is laid out anew
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
