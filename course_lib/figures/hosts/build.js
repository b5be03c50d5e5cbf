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

/** What bundles ask of the shared modules, by their files: what nobody asks for does not travel. @type {Map<string, Set<string>>} */
const asked = new Map();

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
      if (!isOf(modules, file)) return undefined;
      onuse(nameOf(file));
      return { path: file, namespace: "shared" };
    });
    onLoad({ filter: /.*/, namespace: "shared" }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const held = (/** @type {string} */ name) => `export const ${name} = /* @__PURE__ */ (() => shared.${nameOf(path)}.${name})();`;
      if (!asked.has(path)) asked.set(path, new Set());
      return { contents: names.map(held).join("\n") };
    });
  },
});

/** @param {string} file */
const nameOf = (file) => basename(file, ".js");

/** Tell whether a file is one of the shared modules. @param {string[]} modules @param {string} file */
const isOf = (modules, file) => ROOMS.includes(relative(folder, file).split(sep)[0]) && modules.includes(nameOf(file));

/** Note what a bundle asks for. @param {string} text of the bundle */
function note(text) {
  for (const [file, names] of asked) {
    for (const [, name] of text.matchAll(RegExp(`shared\\.${nameOf(file)}\\.(\\w+)`, "g"))) names.add(name);
  }
}

/**
 * Write the modules that are shared, each as an object of what bundles ask for, in an order of their
 * own: bundles from the same sources are alike.
 * @param {string[]} modules @param {(module: string, object: string) => string} write
 */
function held(modules, write) {
  const parts = [...asked].sort().filter(([file]) => isOf(modules, file)).map(([file, names]) => {
    const [module, all] = [nameOf(file), [...names].sort()];
    const own = (/** @type {string} */ name) => `${module}_${name}`;
    const from = `import { ${all.map((name) => `${name} as ${own(name)}`).join(", ")} } from ${JSON.stringify(file)};`;
    return { from, text: write(module, `{ ${all.map((name) => `${name}: ${own(name)}`).join(", ")} }`) };
  });
  return { imports: parts.map(({ from }) => from).join("\n"), texts: parts.map(({ text }) => text) };
}

/** In mount.bundle.js: of the shared modules only what bundles ask for. */
const onlyAsked = {
  name: "only what is asked for",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /hosts.shared\.js$/ }, () => {
      const { imports, texts } = held(SHARED, (module, object) => `export const ${module} = ${object};`);
      return { contents: [imports, ...texts].join("\n") };
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
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<string>}
 */
async function bundle(options) {
  const { outputFiles } = await build({ bundle: true, target: "es2022", minify: true, legalComments: "none", ...options, write: false });
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
 * @param {string} contents a module that puts into `made` what the function gives back
 * @param {import("esbuild").Plugin} plugin
 * @returns {Promise<string>} the function
 */
async function functionOf(name, contents, plugin) {
  const text = await bundle({ stdin: { contents, resolveDir: folder }, format: "esm", plugins: [plugin] });
  note(text);
  return `(globalThis.courseFigures??={}).${name}=(shared)=>{"use strict";let made;${text}return made};\n`;
}

for (const name of FIGURES) {
  let plays = false;
  const using = fromShared([...SHARED, ...PLAYER], (module) => (plays ||= PLAYER.includes(module)));
  const text = await functionOf(name, `import figure from "./${scriptOf(name)}"; made = figure;`, using);
  keep(name, plays ? `${text}courseFigures.${name}.plays=true;\n` : text);
}
const { imports, texts } = held(PLAYER, (module, object) => `${module}: ${object}`);
keep("player", await functionOf("player", `${imports} made = { ${texts.join(", ")} };`, fromShared(SHARED)));
keep("mount", await bundle({ entryPoints: [join(folder, "hosts/page.js")], format: "iife", plugins: [withoutWords, onlyAsked] }));
