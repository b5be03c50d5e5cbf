/**
 * Bring figures to life. In a page every `<div data-figure="NAME" data-state="JSON">` gets a small
 * model of its own and is drawn by the figure of that name; in a notebook anywidget does this, and
 * asks for one figure. The same script is what a figure's worker runs, which has no page.
 *
 * Of the rooms each imports from those before it, and from nowhere else:
 *
 *     0 types, ../colours.json   words and colours
 *     1 engine/                  numbers: no document, so that it runs in a worker and in Node
 *     2 paint/                   pictures on canvas and in SVG
 *     3 parts/                   what figures are made of: elements, controls, the player
 *     4 show/                    a file or a folder for each figure; none imports another
 *     5 hosts/                   page, notebook, bundles
 */
import { desk } from "../engine/desk.js";
import { FRAME, tellWidths } from "../paint/screen.js";
import * as shared from "./shared.js";

/** @import { Model } from "../types.js" */

/**
 * @typedef {Record<string, unknown>} State
 * @typedef {{ render: (place: { model: Model<State>, el: HTMLElement }) => () => void }} Hosted   a
 *   figure, as anywidget asks for it
 * @typedef {typeof globalThis & {
 *   courseFigures?: Record<string, ((modules: typeof shared) => Hosted) & { plays?: boolean }>,
 *   courseFigure?: (name: string) => Hosted | undefined,
 *   courseEnliven?: (place: HTMLElement) => void,
 * }} Page   where bundles have entered their figures
 */

/** A model like anywidget's, with no kernel behind it. @implements {Model<State>} */
class PageModel {
  /** @type {Map<string, unknown>} */
  #values;
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();

  /** @param {State} values */
  constructor(values) {
    this.#values = new Map(Object.entries(values));
  }

  /** @param {string} name */
  get(name) {
    return this.#values.get(name);
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    if (JSON.stringify(this.#values.get(name)) === JSON.stringify(value)) return;
    this.#values.set(name, value);
    for (const listener of this.#listeners.get(`change:${name}`) ?? []) listener();
  }

  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  /** @param {string} event @param {() => void} listener */
  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes() {}
}

const page = /** @type {Page} */ (globalThis);

/** What figures share, with what those that train share beyond that, where its bundle is. @type {typeof shared | undefined} */
let all;

/** Find the figure of that name, whose bundle has run before. @param {string} name */
function figureOf(name) {
  const figure = page.courseFigures?.[name];
  if (figure?.plays) all ??= { ...shared, .../** @type {object} */ (page.courseFigures?.player?.(shared)) };
  return figure?.(figure.plays && all ? all : shared);
}
page.courseFigure = figureOf;

/** Draw the figure of a place in the page, once. @param {HTMLElement} place */
function enliven(place) {
  if ("alive" in place.dataset) return;
  const figure = figureOf(place.dataset.figure ?? "");
  if (!figure) return; // the text inside stays: the figure's alternative
  const alternative = [...place.childNodes];
  figure.render({ model: new PageModel(JSON.parse(place.dataset.state ?? "{}")), el: place });
  place.append(...alternative); // the caption on paper
  tellWidths(FRAME);
  place.dataset.alive = "";
}
page.courseEnliven = enliven;

/** Draw each figure when it comes within a screen of the reader, and at once what lies above: text in view never moves. @param {HTMLElement[]} places */
function enlivenWhenNear(places) {
  const near = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      near.unobserve(target);
      enliven(/** @type {HTMLElement} */ (target));
    }
  }, { rootMargin: "9999999px 0px 100% 0px" });
  for (const place of places) near.observe(place);
  addEventListener("beforeprint", () => {
    places.forEach(enliven);
    tellWidths();
  });
}

// A notebook's module has no script element of its own: there nothing is looked for.
if (globalThis.document?.currentScript) enlivenWhenNear([...document.querySelectorAll("[data-figure]")].map((place) => /** @type {HTMLElement} */ (place)));

if (!globalThis.document && "importScripts" in globalThis) {
  const worker = /** @type {Worker} */ (/** @type {unknown} */ (globalThis)); // its inner side has the same two
  const turn = new MessageChannel(); // sooner than a timeout, which waits for four milliseconds
  const hear = desk((answer, transfer) => worker.postMessage(answer, transfer), (work) => {
    turn.port1.onmessage = work;
    turn.port2.postMessage(null);
  });
  worker.onmessage = ({ data }) => hear(data);
}
