/**
 * Loads what lies in this folder, for a worker that holds an interpreter: packed, counted, and kept for
 * the next page where the browser allows it. Pyodide itself asks for its files by `fetch`, so what it
 * asks for in this folder goes the same way.
 */

import { write } from "./archive.js";

const MEMORY = 16384; // pages of 64 KB: 1 GB
const GZIP = 0x1f; // the first byte of what is packed
const KINDS = { wasm: "application/wasm", json: "application/json", zip: "application/zip" };

export const base = new URL("./", import.meta.url);
const request = self.fetch.bind(self);

/** How many bytes have come, of how many, and whether they stay; whoever wants to know sets `told`. */
export const progress = { loaded: 0, total: 0, stays: true, told: () => {} };
const goes = () => void (progress.stays = false);

/** What is kept for other pages, of this version alone; nothing where storage is forbidden or full. */
const kept = keep().catch(goes);
async function keep() {
  const [site, name] = [new URL("..", base).pathname, `python ${base.pathname}`];
  const old = (await caches.keys()).filter((key) => key.startsWith(`python ${site}`) && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
  return caches.open(name);
}

/** The bytes of a file of this folder, from what is kept or from the site. @param {string} name */
export async function load(name) {
  const [cache, url] = [await kept, new URL(name, base)];
  const found = await cache?.match(url);
  const response = found ?? (await request(url));
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
  const parts = [];
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    progress.loaded += value.length;
    progress.told();
  }
  const blob = new Blob(parts);
  if (!found) await cache?.put(url, new Response(blob)).catch(goes);
  return blob;
}

/** A file that is packed, or that the server has unpacked on the way. @param {string} name */
async function unpacked(name) {
  const blob = await load(`${name}.gz`);
  const [first] = new Uint8Array(await blob.slice(0, 1).arrayBuffer());
  return first === GZIP ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
}

/** @param {RequestInfo | URL} input @param {RequestInit} [init] */
self.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input, base);
  if (!url.href.startsWith(base.href)) return request(input, init);
  const name = url.pathname.split("/").pop() ?? "";
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (name.split(".").pop())] ?? "";
  const body = kind === KINDS.wasm || kind === KINDS.zip ? await unpacked(name) : await load(name);
  return new Response(/** @type {BodyInit} */ (body), { headers: { "Content-Type": kind } });
};

/** The interpreter's memory ends at MEMORY, and a cell that asks for more gets a MemoryError. */
const Memory = WebAssembly.Memory;
WebAssembly.Memory = /** @type {any} */ (
  function (/** @type {WebAssembly.MemoryDescriptor} */ { maximum = MEMORY, ...rest }) {
    return new Memory({ ...rest, maximum: Math.min(maximum, MEMORY) });
  }
);

/** Start an interpreter with these archives in it. @param {string[]} archives @param {string} backend of matplotlib */
export async function start(archives, backend) {
  const program = "./pyodide.mjs"; // npm's, beside this file in the site
  const { loadPyodide } = await import(program);
  const options = { indexURL: base.href, env: { HOME: "/home/pyodide", MPLBACKEND: backend } };
  const [pyodide, ...all] = await Promise.all([loadPyodide(options), ...archives.map(bytesOf)]);
  for (const bytes of all) put(pyodide, bytes);
  return pyodide;
}

/** Add an archive to an interpreter. @param {any} pyodide @param {string} name */
export async function add(pyodide, name) {
  put(pyodide, await bytesOf(name));
}

/** @param {string} name of an archive */
async function bytesOf(name) {
  return new Uint8Array(await new Response(await unpacked(`${name}.files`)).arrayBuffer());
}

/** @param {any} pyodide @param {Uint8Array} bytes of an archive */
function put(pyodide, bytes) {
  write(pyodide, bytes, "/lib/python3.12/site-packages");
  pyodide.runPython("import sys; sys.path_importer_cache.clear()"); // what imports know of folders; importlib's own way loads importlib.metadata first
}
