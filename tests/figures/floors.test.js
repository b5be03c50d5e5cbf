/** The figures are a house: a module imports from the floors below it, and from its own folder. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../course_lib/figures/", import.meta.url));
const FLOORS = ["types.js", "engine", "paint", "parts", "show", "hosts"];
const TABLES = ["../colours.json", "settings.json"]; // which Python reads too

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.bundle)\.js$/.test(name));
const text = (/** @type {string} */ file) => readFileSync(join(folder, file), "utf8");
const floor = (/** @type {string} */ file) => FLOORS.indexOf(file.split("/")[0]);

/** What a module imports when it runs, as paths in the folder. @param {string} file */
function imports(file) {
  const found = text(file).matchAll(/^(?:import|export) [^;]*? from "([^"]+)"/gm);
  const paths = [...found].map(([, path]) => path).filter((path) => path.startsWith("."));
  return paths.map((path) => relative(folder, resolve(folder, dirname(file), path)));
}

/** All that a module imports, on whatever way, with itself. @param {string} file @returns {Set<string>} */
function reached(file, found = new Set([file])) {
  for (const path of imports(file).filter((path) => !TABLES.includes(path) && !found.has(path))) {
    found.add(path);
    reached(path, found);
  }
  return found;
}

/** The figure to which a module belongs. @param {string} file */
const figureOf = (file) => file.split("/")[1].replace(".js", "");

test("a module imports from the floors below, and from its own room", () => {
  assert.ok(files.length > 50);
  for (const file of files) {
    assert.ok(floor(file) >= 0, `${file} stands in no room`);
    for (const path of imports(file).filter((path) => !TABLES.includes(path))) {
      assert.ok(floor(path) <= floor(file) && floor(path) >= 0, `${file} imports ${path}`);
      const other = path.startsWith("show/") && file.startsWith("show/") && dirname(path) !== dirname(file);
      assert.ok(!other, `${file} imports from another figure, ${path}`);
    }
  }
});

test("nothing imports itself on any way round", () => {
  /** @type {Set<string>} */
  const done = new Set();
  const visit = (/** @type {string} */ file, /** @type {string[]} */ way) => {
    assert.ok(!way.includes(file), [...way, file].join(" → "));
    if (done.has(file) || TABLES.includes(file)) return;
    for (const path of imports(file)) visit(path, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test("the engine knows no document, and runs in a worker", () => {
  for (const file of files.filter((file) => file.startsWith("engine/"))) {
    assert.doesNotMatch(text(file), /\b(document|window|HTML\w+Element|requestAnimationFrame)\b/, file);
  }
});

test("what figures share is handed on, each module once and under its own name", () => {
  const rooms = ["engine", "paint", "parts"];
  /** Which figures need a module. @param {string} module */
  const users = (module) => new Set(files.filter((file) => file.startsWith("show/") && reached(file).has(module)).map(figureOf));
  const handed = `${text("hosts/shared.js")}${text("hosts/player.js")}`;
  const shared = files.filter((file) => rooms.includes(file.split("/")[0]));
  for (const file of shared) {
    const line = `export * as ${file.split("/")[1].replace(".js", "")} from "../${file}";`;
    const times = handed.split(line).length - 1;
    assert.equal(times, users(file).size > 1 || file === "engine/desk.js" ? 1 : 0, line);
  }
  assert.equal(new Set(shared.map((file) => file.split("/")[1])).size, shared.length);
});

test("every module begins by saying what it is, and is read in one sitting", () => {
  for (const file of files) {
    assert.match(text(file), /^\/\*\*/, file);
    assert.ok(text(file).split("\n").length <= 300, `${file} is too long`);
  }
});
