/** Workers of the page. */

/** The page's own script, which is a worker's too (hosts/page.js); a notebook's module has no address. */
const SCRIPT = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.querySelector("script[src*='mount.bundle.js']"))?.src;

/** Start a worker, if the page may. @returns {Worker | null} */
export function startWorker() {
  try {
    return SCRIPT ? new Worker(SCRIPT) : null;
  } catch {
    return null; // a browser that allows none in a page from a folder
  }
}
