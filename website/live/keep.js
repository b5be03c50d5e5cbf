/** Keep a page of the book and its scripts for when there is no network, where the browser allows it. */

/** @param {URL} site where the book lies @param {URL[]} scripts that a worker loads, and the page does not */
export async function keepOffline(site, scripts) {
  await navigator.serviceWorker?.register(new URL("offline.js", site));
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = [location.href, ...loaded, ...scripts.map(String)].filter((url) => url.startsWith(site.href));
  const cache = await globalThis.caches?.open(`book ${site.pathname}`);
  const wanted = [...new Set(urls.map((url) => url.split("#")[0]))];
  await Promise.all(wanted.map((url) => cache?.add(url).catch(() => {}))); // one that is missing leaves the others
}
