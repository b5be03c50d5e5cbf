/** Long work on a page: in pieces, so that every frame is drawn in time. */

const SLICE = 8; // milliseconds of a frame

/**
 * Work through pieces: some at once, the rest in the frames to come.
 * @template T
 * @param {Generator<unknown, T>} pieces
 * @param {(result: T) => void} ondone
 * @param {boolean} [later] begin once a frame has been shown: pictures come before what is said beside them
 * @returns {() => void} leaves the rest undone
 */
export function inPieces(pieces, ondone, later = false) {
  let frame = 0;
  const work = () => {
    const end = performance.now() + SLICE;
    let piece = pieces.next();
    while (!piece.done && performance.now() < end) piece = pieces.next();
    if (piece.done) ondone(piece.value);
    else frame = requestAnimationFrame(work);
  };
  if (later) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(work)));
  else work();
  return () => cancelAnimationFrame(frame);
}
