/** Whether two plain values hold the same. @param {unknown} a @param {unknown} b */
export function equal(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
