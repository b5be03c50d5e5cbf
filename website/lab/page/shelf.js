/** What a reader keeps in this browser: JupyterLite's own store, which is read here and never written. */

/** @typedef {{ path: string, type: string, last_modified: string, content: object }} Kept */
/** @typedef {{ name: string, title: string, place: string, assignment: boolean }} Known */

export const NOWHERE = "This browser keeps nothing for this page, as in a private window: download your work before you close it.";
export const lab = new URL("../", import.meta.url);

/** @returns {Promise<Known[]>} the notebooks that the site has, each in its newest release, whatever the browser has of older ones */
export async function known() {
  return (await fetch(new URL("notebooks.json", import.meta.url), { cache: "no-cache" })).json();
}

/** @param {string} place @returns {string} the page that opens it */
export const address = (place) => new URL(`notebooks/index.html?path=${encodeURI(place)}`, lab).href;

/** @param {string} path of a notebook @returns {string} */
export const nameOf = (path) => path.replace(/.*\//, "").replace(/\.ipynb$/, "");

/** @returns {Promise<IDBDatabase | undefined>} the store, if there is one yet; rejected where there can be none */
function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`JupyterLite Storage - ${lab.pathname}`);
    opening.onupgradeneeded = () => opening.transaction?.abort(); // JupyterLite makes it, not this page
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => (opening.error?.name === "AbortError" ? resolve(undefined) : reject(opening.error));
  });
}

/** @returns {Promise<Kept[]>} the notebooks that are kept, the one last changed first */
export async function kept() {
  const store = await open();
  if (!store?.objectStoreNames.contains("files")) return store?.close(), [];
  const asked = store.transaction("files").objectStore("files").getAll();
  /** @type {Kept[]} */
  const files = await new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  store.close();
  const notebooks = files.filter(({ type }) => type === "notebook");
  return notebooks.sort((a, b) => Date.parse(b.last_modified) - Date.parse(a.last_modified));
}

/** Save a notebook among the reader's files, under its own name. @param {string} path @param {object} content */
export function download(path, content) {
  const file = new Blob([`${JSON.stringify(content, undefined, 1)}\n`], { type: "application/x-ipynb+json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${nameOf(path)}.ipynb`;
  link.click();
  URL.revokeObjectURL(link.href);
}
