/**
 * Bundle the figures as classic scripts, which run in a page opened from a folder too. What figures
 * share is in mount.bundle.js, and what those that train share beyond that in player.bundle.js;
 * NAME.bundle.js is a function of it, entered into `courseFigures`.
 * The page loads them as they stand; anywidget gets the same texts, one behind the other, with a line
 * of export (see widget.py).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FIGURES = ["approximation", "exercises", "folding", "layers", "loss_surface", "network", "not_good", "parameter_counter", "playground", "powers", "seeds", "untangle"];
const SHARED = Object.keys(await import("./shared.js"));
const PLAYER = Object.keys(await import("./player.js"));
const ROOMS = ["engine", "paint", "parts"]; // where modules are that may be shared

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * For a bundle of its own: a name out of a shared module is what `shared` holds under both.
 * @param {string[]} modules which are shared
 * @param {(module: string) => void} [onuse] is told which of them it uses
 */
const fromShared = (modules, onuse = () => {}) => ({
  name: "from shared",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const module = basename(path, ".js");
      if (!ROOMS.includes(relative(folder, file).split(sep)[0]) || !modules.includes(module)) return undefined;
      onuse(module);
      return { path: file, namespace: "shared" };
    });
    onLoad({ filter: /.*/, namespace: "shared" }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const held = (/** @type {string} */ name) => `export const ${name} = /* @__PURE__ */ (() => shared.${basename(path, ".js")}.${name})();`;
      return { contents: names.map(held).join("\n") };
    });
  },
});

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

/**
 * Bundle what is a function of what is shared.
 * @param {string} name
 * @param {string} script
 * @param {string} gives what of the script it gives back
 * @param {import("esbuild").Plugin} plugin
 * @returns {Promise<string>} the function
 */
async function functionOf(name, script, gives, plugin) {
  const text = await bundle(script, { globalName: "made", plugins: [plugin] });
  return `(globalThis.courseFigures??={}).${name}=(shared)=>{${text}return ${gives}};\n`;
}

for (const name of FIGURES) {
  let plays = false;
  const using = fromShared([...SHARED, ...PLAYER], (module) => (plays ||= PLAYER.includes(module)));
  const text = await functionOf(name, scriptOf(name), "made.default", using);
  keep(name, plays ? `${text}courseFigures.${name}.plays=true;\n` : text);
}
keep("player", await functionOf("player", "hosts/player.js", "made", fromShared(SHARED)));
keep("mount", await bundle("hosts/page.js", { plugins: [withoutWords] }));
