/**
 * Bundles the figures as classic scripts, which run in a page opened from a folder too. What figures
 * share is in mount.bundle.js alone; NAME.bundle.js is a function of it, entered into `courseFigures`.
 * The page loads them as they stand; anywidget gets the same texts, one behind the other, with a line
 * of export (see widget.py).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const FIGURES = ["approximation", "exercises", "layers", "loss_surface", "network", "not_good", "parameter_counter", "playground"];

const figures = dirname(dirname(fileURLToPath(import.meta.url)));

const FROM_SHARED = /^import (.+) from "[./]+\/(?:engine|paint|parts)\/\w+\.js";$/gm;

/** Smaller style sheets: they stand in the modules as templates that begin a line after the backtick. */
async function smaller(source) {
  for (const [whole, css] of source.matchAll(/(?<=(?:RULES|SHEET) = )`\n([^`]*)`/g)) {
    const { code } = await transform(css, { loader: "css", minify: true, target: "es2021" });
    source = source.replace(whole, () => JSON.stringify(code.trim()));
  }
  return source;
}

/** @param {boolean} alone whether what is shared is left to come in as `shared` */
const sources = (alone) => ({
  name: "sources",
  setup({ onLoad }) {
    onLoad({ filter: /figures\/.+\.js$/ }, async ({ path }) => {
      const source = await smaller(readFileSync(path, "utf8"));
      return { contents: alone ? source.replace(FROM_SHARED, "const $1 = shared;") : source };
    });
  },
});

/** @param {string} script in this folder @param {object} options for esbuild @returns {Promise<string>} */
async function bundle(script, alone, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(figures, script)],
    bundle: true,
    format: "iife",
    target: "es2021",
    minify: true,
    legalComments: "none",
    plugins: [sources(alone)],
    write: false,
    ...options,
  });
  return outputFiles[0].text;
}

/** Writes only what has changed, so that a running widget or server sees no half file. */
function keep(file, text) {
  let before = null;
  try {
    before = readFileSync(file, "utf8");
  } catch {
    // the first time there is no file
  }
  if (before !== text) writeFileSync(file, text);
}

/** Where the figure of that name begins: in a file of its own, or in a folder. */
function scriptOf(name) {
  const file = `show/${name}.js`;
  return existsSync(join(figures, file)) ? file : `show/${name}/${name}.js`;
}

for (const name of FIGURES) {
  const text = await bundle(scriptOf(name), true, {
    globalName: "figure",
    banner: { js: `(globalThis.courseFigures??={}).${name}=(shared)=>{` },
    footer: { js: "return figure.default};" },
  });
  keep(join(figures, `${name}.bundle.js`), text);
}
keep(join(figures, "mount.bundle.js"), await bundle("hosts/page.js", false));
