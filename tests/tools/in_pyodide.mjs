// Runs tests under Pyodide in Node: the archives are those of the site, pytest comes beside the tests.
// Takes npm's folder, the site's standard library, an archive with the tests, the archives of the site,
// `--`, and pytest's options.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { write } from "../../website/live/archive.js";

const given = process.argv.slice(2);
const [npm, stdLibURL, tests, ...archives] = given.slice(0, given.indexOf("--"));
const options = given.slice(given.indexOf("--") + 1);
const { loadPyodide } = await import(`${npm}/pyodide.mjs`);
const pyodide = await loadPyodide({ indexURL: npm, stdLibURL });
for (const archive of [...archives, tests]) {
  const folder = archive === tests ? pyodide.FS.cwd() : "/lib/python3.12/site-packages";
  write(pyodide, gunzipSync(readFileSync(archive)), folder);
}
pyodide.runPython("import importlib; importlib.invalidate_caches()");
process.exitCode = Number(pyodide.pyimport("pytest").main(pyodide.toPy(options)));
