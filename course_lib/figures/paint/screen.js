/** As many pixels as the screen shows: then nothing is blurred, and no block can be seen. */

const MOST = 1200; // pixels of a side: beyond that nobody sees a difference, and painting takes its time

/**
 * Tell how many pixels wide the screen shows a canvas, as soon as it is in the page and whenever that changes.
 * @param {HTMLCanvasElement} canvas
 * @param {(pixels: number, scale: number) => void} onsize also how many of them are one of the style sheet's
 */
export function sharpen(canvas, onsize) {
  const observer = new ResizeObserver(([{ contentRect }]) => {
    const pixels = Math.min(MOST, Math.round(contentRect.width * devicePixelRatio));
    if (pixels) onsize(pixels, pixels / contentRect.width);
  });
  observer.observe(canvas);
}
