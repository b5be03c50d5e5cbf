/** The marks of points, as pixels. */

export const STAMP = 16; // pixels of a point's side

/** A point of a class, trained on or held out, as the pixels of a small square. */
export function stamp(colours, label, held) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = STAMP;
  const c = canvas.getContext("2d");
  const css = `rgb(${colours[label ? "one" : "zero"]})`;
  c.beginPath();
  if (label) c.arc(STAMP / 2, STAMP / 2, 5, 0, 7);
  else c.rect(STAMP / 2 - 4, STAMP / 2 - 4, 8, 8);
  c.fillStyle = held ? `rgb(${colours.back})` : css;
  c.strokeStyle = held ? css : colours.ink;
  c.lineWidth = held ? 2.5 : 1.2;
  c.fill();
  c.stroke();
  return new Uint32Array(c.getImageData(0, 0, STAMP, STAMP).data.buffer);
}
