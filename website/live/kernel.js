/**
 * What JupyterLite's kernel loads as Pyodide: the interpreter and the archives that the book's cells
 * have, with IPython beside them. matplotlib and the widgets come with the first cell that imports them.
 *
 * A classic script, for the kernel's worker is one and can load no module by itself.
 */

const kernelWorker = /** @type {any} */ (self);

kernelWorker.loadPyodide = async (/** @type {{ indexURL: string }} */ { indexURL }) => {
  const { add, start } = await import(new URL("load.js", indexURL).href);
  const pyodide = await start(["numpy", "course_lib", "notebook"], "module://matplotlib_inline.backend_inline");
  pyodide.pyimport("website.live.inside.notebook").prepare();
  const needs = pyodide.pyimport("website.live.inside.needs");
  const there = new Set();
  const bring = async (/** @type {string} */ name, /** @type {boolean} */ needed) => {
    if (!needed || there.has(name)) return;
    await add(pyodide, name);
    there.add(name);
  };
  /** The kernel calls this before each cell. @param {string} source */
  pyodide.loadPackagesFromImports = async (source) => {
    await bring("matplotlib", needs.draws(source));
    await bring("widgets", needs.moves(source));
    if (there.has("matplotlib")) needs.quiet();
  };
  return pyodide;
};
