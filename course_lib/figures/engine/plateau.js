/** Whether training gets any further: the loss has to fall by a thousandth in a hundred epochs. */

const PATIENCE = 100; // epochs
const LESS = 0.999; // of the lowest loss

/** @typedef {{ loss: number, epoch: number }} Lowest   what the loss has last fallen to, and when */

/** Begin to watch. @param {number} [epoch] @returns {Lowest} */
export function highest(epoch = 0) {
  return { loss: Infinity, epoch };
}

/** Take the loss at the end of an epoch. @param {Lowest} lowest @param {number} loss @param {number} epoch @returns {Lowest} */
export function lower(lowest, loss, epoch) {
  return loss < LESS * lowest.loss ? { loss, epoch } : lowest;
}

/** Tell whether it has not fallen for too long. @param {Lowest} lowest @param {number} epoch */
export function isFlat(lowest, epoch) {
  return epoch >= lowest.epoch + PATIENCE;
}
