/** The page *Your notebooks*: of each assignment and chapter what there is of it in this browser. */
import { NOWHERE, address, download, kept, known, nameOf } from "./shelf.js";

/** @typedef {import("./shelf.js").Known} Known @typedef {import("./shelf.js").Kept} Kept */

const place = /** @type {HTMLElement} */ (document.getElementById("notebooks"));
const element = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...inside) => {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
};
const link = (/** @type {string} */ text, /** @type {string} */ to) =>
  Object.assign(element("a", text), { href: address(to) });
const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** What can be done with work that is kept. @param {Kept} work @param {Known} of @param {boolean} earlier */
function kept_work(work, of, earlier) {
  const button = Object.assign(element("button", of.assignment ? "Download to hand in" : "Download"), { type: "button" });
  button.addEventListener("click", () => download(work.path, work.content));
  const on = earlier ? "Your work on an earlier release" : "Your work";
  const changed = when.format(new Date(work.last_modified));
  return element("li", `${on}, last changed ${changed}: `, link("go on", work.path), " ", button);
}

/** @param {Known} notebook @param {Kept[]} works of all that are kept */
function entry(notebook, works) {
  const mine = works.filter(({ path }) => nameOf(path) === notebook.name);
  const current = mine.some(({ path }) => path === notebook.place);
  const lines = mine.map((work) => kept_work(work, notebook, work.path !== notebook.place));
  if (!current) {
    const text = mine.length ? "New release: " : "Not begun: ";
    lines.unshift(element("li", text, link("open it", notebook.place)));
  }
  const title = notebook.assignment ? `${notebook.name}: ${notebook.title}` : notebook.title;
  const made = element("section", element("h3", title), element("ul", ...lines));
  made.id = notebook.name;
  return made;
}

async function show() {
  /** @type {Kept[]} */
  let works = [];
  /** @type {Node[]} */
  const trouble = [];
  try {
    works = await kept();
  } catch {
    trouble.push(element("p", NOWHERE));
  }
  const all = await known();
  const part = (/** @type {boolean} */ assignment) =>
    all.filter((notebook) => notebook.assignment === assignment).map((notebook) => entry(notebook, works));
  place.replaceChildren(...trouble, element("h2", "Assignments"), ...part(true), element("h2", "Chapters"), ...part(false));
}

await show();
addEventListener("pageshow", ({ persisted }) => persisted && show());
