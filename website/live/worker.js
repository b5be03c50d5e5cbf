/**
 * Holds the interpreter, away from the page, which so never waits for it and can end it.
 *
 * Takes `{ source, number }`, a cell to run, and answers with `{ kind, text }` for what comes out, with
 * `{ loaded, total, stays }` while it loads, with `{ running, stays }` when it begins, and at the end
 * with `{ ended }`, whether it ran through, or `{ broken }`, a sentence. What `stays`, the next page finds.
 */
import { add, load, progress, start } from "./load.js";

const FIRST = ["numpy", "course_lib"];
const worker = /** @type {any} */ (self);
progress.told = () => worker.postMessage({ loaded: progress.loaded, total: progress.total, stays: progress.stays });

async function begin() {
  const sizes = await (await load("sizes.json")).text().then(JSON.parse);
  const names = ["pyodide.asm.wasm.gz", "python_stdlib.zip.gz", ...FIRST.map((name) => `${name}.files.gz`)];
  progress.total = names.reduce((sum, name) => sum + sizes[name], 0);
  progress.loaded = 0;
  const pyodide = await start(FIRST, "agg");
  const needs = pyodide.pyimport("website.live.inside.needs");
  const cells = pyodide.pyimport("website.live.inside.cells");
  let plots = false;
  /** @param {string} source */
  const prepare = async (source) => {
    if (plots || !needs.draws(source)) return;
    progress.loaded = 0;
    progress.total = sizes["matplotlib.files.gz"];
    await add(pyodide, "matplotlib");
    cells.prepare_plots();
    plots = true;
  };
  return { cells, prepare };
}

const ready = begin();
ready.catch(() => {}); // told to whoever asks

const tell = (/** @type {string} */ kind, /** @type {string} */ text) => worker.postMessage({ kind, text });

worker.onmessage = async (/** @type {MessageEvent<{ source: string, number: number }>} */ { data }) => {
  let trouble = "Python could not be loaded. Is the network there? Run tries again.";
  try {
    const { cells, prepare } = await ready;
    await prepare(data.source);
    worker.postMessage({ running: true, stays: progress.stays });
    trouble = "Python has broken down. What was computed is gone: the next run begins with the cells above.";
    worker.postMessage({ ended: cells.run(data.source, data.number, tell) });
  } catch (error) {
    worker.postMessage({ broken: `${trouble} (${error})` });
  }
};
