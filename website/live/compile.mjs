/**
 * Lets Pyodide compile modules (see compiles.py). Takes npm's folder, a file to write, archives of a
 * page, `--`, and the names of the modules to import.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { write } from "./archive.js";

const given = process.argv.slice(2);
const [npm, out, ...archives] = given.slice(0, given.indexOf("--"));
const names = given.slice(given.indexOf("--") + 1);
const { loadPyodide } = await import(`${npm}/pyodide.mjs`);
const env = { HOME: "/home/pyodide", MPLBACKEND: "agg", PYTHONHASHSEED: "0" }; // the same bytes each time
const pyodide = await loadPyodide({ indexURL: npm, env });
for (const archive of archives) write(pyodide, gunzipSync(readFileSync(archive)), "/lib/python3.12/site-packages");
pyodide.runPython("import importlib; importlib.invalidate_caches()");
pyodide.runPython(readFileSync(new URL("compiles.py", import.meta.url), "utf-8"));
try {
  writeFileSync(out, pyodide.globals.get("compiled")(pyodide.toPy(names)).toJs());
} catch (error) {
  console.error(/** @type {Error} */ (error).message); // without the line of Pyodide that it came through, which is its whole source
  process.exitCode = 1;
}
