/**
 * Holds the interpreter, away from the page, which so never waits for it and can end it. Whatever it
 * loads goes through `load`: packed, counted, and kept for the next page where the browser allows it.
 *
 * Takes `{ source, number }`, a cell to run, and answers with `{ kind, text }` for what comes out, with
 * `{ loaded, total }` while it loads, with `{ running }` when it begins, and at the end with
 * `{ ended }`, whether it ran through, or `{ broken }`, a sentence.
 */

const MEMORY = 16384; // pages of 64 KB: 1 GB
const FIRST = ["pyodide.asm.wasm.gz", "python_stdlib.zip", "numpy.zip", "course_lib.zip"];
const KINDS = { wasm: "application/wasm", json: "application/json" };

const base = new URL("./", import.meta.url);
const request = self.fetch.bind(self);
const worker = /** @type {any} */ (self);

/** What is kept for other pages, of this version alone; nothing where storage is forbidden or full. */
const kept = keep().catch(() => undefined);
async function keep() {
  const [site, name] = [new URL("..", base).pathname, `python ${base.pathname}`];
  const old = (await caches.keys()).filter((key) => key.startsWith(`python ${site}`) && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
  return caches.open(name);
}

let loaded = 0, total = 0;

/** The bytes of a file of this folder, from what is kept or from the site. @param {string} name */
async function load(name) {
  const cache = await kept;
  const found = await cache?.match(name);
  const response = found ?? (await request(new URL(name, base)));
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
  const parts = [];
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    worker.postMessage({ loaded, total });
  }
  const blob = new Blob(parts);
  if (!found) await cache?.put(name, new Response(blob)).catch(() => {});
  return blob;
}

/** A file that is packed, or that the server has unpacked on the way. @param {string} name */
async function unpacked(name) {
  const blob = await load(`${name}.gz`);
  const [first] = new Uint8Array(await blob.slice(0, 1).arrayBuffer());
  return first === 0x1f ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
}

/** Pyodide asks for its files by this. @param {RequestInfo | URL} input */
self.fetch = async (input) => {
  const name = new URL(input instanceof Request ? input.url : input, base).pathname.split("/").pop() ?? "";
  const kind = KINDS[/** @type {"wasm" | "json"} */ (name.split(".").pop())] ?? "";
  const body = kind === KINDS.wasm ? await unpacked(name) : await load(name);
  return new Response(/** @type {BodyInit} */ (body), { headers: { "Content-Type": kind } });
};

/** The interpreter's memory ends at MEMORY, and a cell that asks for more gets a MemoryError. */
const Memory = WebAssembly.Memory;
WebAssembly.Memory = /** @type {any} */ (
  function (/** @type {WebAssembly.MemoryDescriptor} */ { maximum = MEMORY, ...rest }) {
    return new Memory({ ...rest, maximum: Math.min(maximum, MEMORY) });
  }
);

/** @param {any} pyodide @param {string} name */
async function unpack(pyodide, name) {
  pyodide.unpackArchive(await (await load(name)).arrayBuffer(), "zip", { extractDir: "/lib/python3.12/site-packages" });
}

async function start() {
  const sizes = await (await load("sizes.json")).text().then(JSON.parse);
  total = FIRST.reduce((sum, name) => sum + sizes[name], 0);
  loaded = 0;
  const program = "./pyodide.mjs"; // npm's, beside this file in the site
  const { loadPyodide } = await import(program);
  const pyodide = await loadPyodide({ indexURL: base.href, env: { HOME: "/home/pyodide", MPLBACKEND: "agg" } });
  await Promise.all(FIRST.slice(2).map((name) => unpack(pyodide, name)));
  const cells = pyodide.pyimport("website.live.inside.cells");
  let plots = false;
  /** @param {string} source */
  const prepare = async (source) => {
    if (plots || !cells.draws(source)) return;
    loaded = 0;
    total = sizes["matplotlib.zip"];
    await unpack(pyodide, "matplotlib.zip");
    pyodide.runPython("import importlib; importlib.invalidate_caches()");
    cells.prepare_plots();
    plots = true;
  };
  return { cells, prepare };
}

const ready = start();
ready.catch(() => {}); // told to whoever asks

const tell = (/** @type {string} */ kind, /** @type {string} */ text) => worker.postMessage({ kind, text });

worker.onmessage = async (/** @type {MessageEvent<{ source: string, number: number }>} */ { data }) => {
  let trouble = "Python could not be loaded. Is the network there? Run tries again.";
  try {
    const { cells, prepare } = await ready;
    await prepare(data.source);
    worker.postMessage({ running: true });
    trouble = "Python has broken down. What was computed is gone: the next run begins with the cells above.";
    worker.postMessage({ ended: cells.run(data.source, data.number, tell) });
  } catch (error) {
    worker.postMessage({ broken: `${trouble} (${error})` });
  }
};
