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
    event.respondWith(answer(event));
  }
});

/** From the site, which waits for no storage; from what is kept, where there is no network. @param {any} event */
async function answer(event) {
  const { request } = event;
  const opened = caches.open(`book ${scope.pathname}`).catch(() => undefined); // forbidden since
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(keep(opened, request, response.clone()));
    return response;
  } catch (error) {
    const kept = await (await opened)?.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

/** @param {Promise<Cache | undefined>} opened @param {Request} request @param {Response} response */
async function keep(opened, request, response) {
  await (await opened)?.put(request, response).catch(() => {}); // storage may be full
}
