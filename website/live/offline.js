/**
 * Keep what a reader has seen of the book since Python was first run, for when there is no network.
 * As long as there is one, the site is asked. What Python loads, `worker.js` keeps by itself.
 */

const worker = /** @type {any} */ (self);
const scope = new URL("./", location.href);
const OURS = /^(book|lab|_static)\/|^notebooks\.html$|^python\/\w+\/[\w.]+\.m?js$/;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, url } = /** @type {Request} */ (event.request);
  if (method === "GET" && url.startsWith(scope.href) && OURS.test(url.slice(scope.href.length))) {
    event.respondWith(answer(event.request));
  }
});

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(`book ${scope.pathname}`).catch(() => undefined); // forbidden since
  try {
    const response = await fetch(request);
    if (response.ok) await cache?.put(request, response.clone()).catch(() => {}); // storage may be full
    return response;
  } catch (error) {
    const kept = await cache?.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
