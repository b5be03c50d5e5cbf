/** The bar above a notebook: where the work is kept, how it is handed in, and whether there is other work of its kind. */
import { NOWHERE, address, download, kept, known, nameOf } from "./shelf.js";

const site = new URL("../../", import.meta.url);
const path = new URLSearchParams(location.search).get("path") ?? "";
const page = /** @type {any} */ (globalThis);
const FULL = "This browser could not keep your work: its storage is full or forbidden. Download it, and keep the file.";

const bar = document.createElement("header");
bar.className = "course-bar";
const said = document.createElement("p");
said.textContent = "Your work is kept in this browser, on this computer, and nowhere else.";
const save = Object.assign(document.createElement("button"), { type: "button", textContent: "Download" });
const list = Object.assign(document.createElement("a"), { textContent: "Your notebooks" });
list.href = new URL("notebooks.html", site).href;
const [other, trouble] = [document.createElement("p"), document.createElement("p")];
for (const told of [other, trouble]) told.setAttribute("role", "status");
bar.append(said, save, list, other, trouble);
document.body.prepend(bar);

/** JupyterLab fills the page below the bar. */
new ResizeObserver(() => {
  document.body.style.setProperty("--course-bar", `${bar.offsetHeight}px`);
  dispatchEvent(new Event("resize"));
}).observe(bar);

/** Save what stands in the notebook, then give it to the reader. */
save.addEventListener("click", async () => {
  const app = page.jupyterapp;
  await app?.restored;
  const { context } = app?.shell.currentWidget ?? {};
  if (!context) return (trouble.textContent = "The notebook is not open yet: try again in a moment.");
  trouble.textContent = "";
  await context.save().catch(() => {}); // `watch` says so
  download(context.path, context.model.toJSON());
});

/** Say that no work is kept. @returns {import("./shelf.js").Kept[]} */
function nowhere() {
  said.textContent = NOWHERE;
  return [];
}

/** Tell of a newer release of this notebook, and of work on another one. */
async function tell() {
  const [all, mine] = await Promise.all([known(), kept().catch(nowhere)]);
  const here = all.find(({ name }) => name === nameOf(path));
  if (here?.assignment) save.textContent = "Download to hand in";
  const earlier = mine.find((work) => nameOf(work.path) === nameOf(path) && work.path !== path);
  if (here && here.place !== path) {
    other.append("There is a newer release of this notebook: ", link("open it", here.place), ".");
  } else if (earlier) {
    other.append("You have worked on an earlier release of this notebook: ", link("open your work", earlier.path), ".");
  }
}

/** @param {string} text @param {string} place */
const link = (text, place) => Object.assign(document.createElement("a"), { textContent: text, href: address(place) });

/** Wait for what JupyterLab brings with it. @param {() => any} part @returns {Promise<any>} */
async function there(part) {
  while (!part()) await new Promise((resolve) => setTimeout(resolve, 10));
  return part();
}

/** @returns {Promise<any>} JupyterLab's context of the notebook, once it is open */
const opened = () => there(() => page.jupyterapp?.shell?.currentWidget?.context);

/** Where there is no room for the copy that JupyterLab makes of a notebook at first, it opens without, and says so. */
async function openWithoutCopy() {
  const contents = await there(() => page.jupyterapp?.serviceManager?.contents);
  const copy = contents.createCheckpoint.bind(contents);
  const none = { id: "none", last_modified: new Date().toISOString() };
  contents.createCheckpoint = (/** @type {string} */ path) =>
    copy(path).catch(() => {
      trouble.textContent = FULL;
      return none;
    });
}

/** Say it when JupyterLab, which saves by itself, cannot keep the work, until it can. */
async function watch() {
  (await opened()).saveState.connect((/** @type {unknown} */ _, /** @type {string} */ state) => {
    if (state !== "started") trouble.textContent = state === "failed" ? FULL : "";
  });
}

/** Once the notebook is there, all that it has loaded is kept, and may stay. */
async function keep() {
  await opened();
  await navigator.storage?.persist?.();
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const kernel = config.litePluginSettings["@jupyterlite/pyodide-kernel-extension:kernel"].pyodideUrl;
  const python = (/** @type {string} */ name) => new URL(name, new URL(kernel, location.href));
  const { keepOffline } = await import(python("keep.js").href);
  await keepOffline(site, ["kernel.js", "load.js", "archive.js", "pyodide.mjs", "pyodide.asm.js"].map(python));
}

openWithoutCopy();
tell().catch(() => {});
watch();
keep().catch(() => {}); // storage may be full or forbidden
