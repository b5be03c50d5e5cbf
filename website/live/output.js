/** Show what a cell has printed, given and drawn, as the book shows it. */

/** @typedef {{ kind: string, text: string }} Out */

/** @param {string} name @param {string} [className] */
const element = (name, className = "") => Object.assign(document.createElement(name), { className });

/** Text in a frame like that of the book's own outputs. @param {string} text @param {string} kind of output */
function framed(text, kind) {
  const frame = element("div", `output ${kind}`);
  const pre = element("pre");
  pre.textContent = text;
  frame.append(element("div", "highlight"));
  /** @type {HTMLElement} */ (frame.firstChild).append(pre);
  return frame;
}

/** @param {string} src @returns {Promise<void>} when the script has run */
const script = (src) =>
  new Promise((resolve, reject) => {
    const tag = Object.assign(document.createElement("script"), { src, onload: () => resolve(), onerror: reject });
    document.head.append(tag);
  });

/** Bring a figure to life with the scripts of the book. @param {HTMLElement} place @param {URL} site */
async function enliven(place, site) {
  const page = /** @type {any} */ (globalThis);
  const name = place.dataset.figure ?? "";
  const load = (/** @type {string} */ bundle) => script(new URL(`_static/figures/${bundle}.bundle.js`, site).href);
  if (!page.courseFigures?.[name]) await load(name);
  if (page.courseFigures[name].plays && !page.courseFigures.player) await load("player");
  if (!page.courseEnliven) await load("mount");
  page.courseEnliven(place);
}

/** @param {Node[]} nodes @param {string} selector @returns {Element[]} what they are or hold */
export const all = (nodes, selector) => {
  const elements = nodes.filter((node) => node instanceof Element);
  return elements.flatMap((node) => [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)]);
};

export class Output {
  /** @param {HTMLElement} place @param {Node[]} before what the book shows there @param {URL} site where the book lies */
  constructor(place, before, site) {
    this.place = place;
    this.site = site;
    this.plots = all(before, "svg.plot");
  }

  /** @param {Out} out */
  add({ kind, text }) {
    const last = this.place.lastElementChild;
    if (kind === "stream" && last?.classList.contains("stream")) {
      /** @type {Element} */ (last.querySelector("pre")).append(text);
    } else if (kind === "plot") this.#plot(text);
    else if (kind === "html") this.#html(text);
    else this.place.append(framed(text, kind === "result" ? "text_plain" : kind));
  }

  /** A plot, with the words and the caption of the one in its place. @param {string} text */
  #plot(text) {
    const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    const old = this.plots.shift();
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", old?.getAttribute("aria-label") ?? "A plot that this cell draws");
    const caption = old?.closest("figure")?.querySelector("figcaption");
    const figure = element("figure");
    figure.append(svg, ...(caption ? [caption.cloneNode(true)] : []));
    figure.id = old?.closest("figure")?.id ?? "";
    this.place.append(figure);
  }

  /** @param {string} text written by the reader's own code; the page's policy lets no script in it run */
  #html(text) {
    const frame = element("div", "output text_html");
    frame.append(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    this.place.append(frame);
    for (const place of frame.querySelectorAll("[data-figure]")) enliven(/** @type {HTMLElement} */ (place), this.site);
  }
}
