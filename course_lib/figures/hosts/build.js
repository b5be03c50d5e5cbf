/**
 * Bundle the figures as classic scripts, which run in a page opened from a folder too. What figures
 * share is in mount.bundle.js alone; NAME.bundle.js is a function of it, entered into `courseFigures`.
 * The page loads them as they stand; anywidget gets the same texts, one behind the other, with a line
 * of export (see widget.py).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FIGURES = ["approximation", "exercises", "folding", "layers", "loss_surface", "network", "not_good", "parameter_counter", "playground", "powers", "seeds", "untangle"];
const SHARED = ["engine", "paint", "parts"]; // the rooms whose modules shared.js hands on

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** For a figure's own bundle: a name out of a module of a shared room is what `shared` holds under both. */
const fromShared = {
  name: "from shared",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return SHARED.includes(relative(folder, file).split(sep)[0]) ? { path: file, namespace: "shared" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "shared" }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const held = (/** @type {string} */ name) => `export const ${name} = /* @__PURE__ */ (() => shared.${basename(path, ".js")}.${name})();`;
      return { contents: names.map(held).join("\n") };
    });
  },
};

/** Of the settings' table a page needs no words but those of its fields for numbers: the others are Python's. */
const withoutWords = {
  name: "without words",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /settings\.json$/ }, ({ path }) => {
      const rows = Object.entries(JSON.parse(readFileSync(path, "utf8"))).map(([name, { what, takes, ...row }]) => {
        return [name, "least" in row && !("length" in row) ? { ...row, takes } : row];
      });
      return { contents: JSON.stringify(Object.fromEntries(rows)), loader: "json" };
    });
  },
};

/**
 * @param {string} script in this folder
 * @param {import("esbuild").BuildOptions} [options]
 * @returns {Promise<string>}
 */
async function bundle(script, options) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, script)],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    ...options,
    write: false,
  });
  return outputFiles[0].text;
}

/** Find where the figure of that name begins: in a file of its own, or in a folder. @param {string} name */
function scriptOf(name) {
  const file = `show/${name}.js`;
  return existsSync(join(folder, file)) ? file : `show/${name}/${name}.js`;
}

/**
 * Write only what has changed, so that a running widget or server sees no half file.
 * @param {string} name of a bundle
 * @param {string} text
 */
function keep(name, text) {
  const file = join(folder, `${name}.bundle.js`);
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

for (const name of FIGURES) {
  const text = await bundle(scriptOf(name), {
    globalName: "figure",
    banner: { js: `(globalThis.courseFigures??={}).${name}=(shared)=>{` },
    footer: { js: "return figure.default};" },
    plugins: [fromShared],
  });
  keep(name, text);
}
keep("mount", await bundle("hosts/page.js", { plugins: [withoutWords] }));
