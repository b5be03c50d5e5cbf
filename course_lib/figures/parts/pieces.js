/** Long work on a page: in pieces, so that every frame is drawn in time. */

const SLICE = { usual: 8, first: 40 }; // milliseconds of a frame; while there is no picture yet, nothing can jerk

/**
 * Work through pieces: some at once, the rest in the frames to come.
 * @template T
 * @param {Generator<unknown, T>} pieces
 * @param {(result: T) => void} ondone
 * @param {{ later?: boolean, first?: boolean }} [when] later: begin once a frame has been shown, for pictures come
 *   before what is said beside them; first: there is no picture yet
 * @returns {() => void} leaves the rest undone
 */
export function inPieces(pieces, ondone, { later = false, first = false } = {}) {
  let frame = 0;
  const work = () => {
    const end = performance.now() + (first ? SLICE.first : SLICE.usual);
    let piece = pieces.next();
    while (!piece.done && performance.now() < end) piece = pieces.next();
    if (piece.done) ondone(piece.value);
    else frame = requestAnimationFrame(work);
  };
  if (later) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(work)));
  else work();
  return () => cancelAnimationFrame(frame);
}
