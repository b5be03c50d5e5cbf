/**
 * Brings figures to life. In a page every `<div data-figure="NAME" data-state="JSON">` gets a small
 * model of its own and is drawn by the figure of that name; in a notebook anywidget does this, and
 * asks for one figure.
 */
import * as shared from "./shared.js";

/** A model like anywidget's, with no kernel behind it. */
class PageModel {
  #values;
  #listeners = new Map();

  /** @param {Record<string, unknown>} values */
  constructor(values) {
    this.#values = new Map(Object.entries(values));
  }

  get(name) {
    return this.#values.get(name);
  }

  set(name, value) {
    if (JSON.stringify(this.#values.get(name)) === JSON.stringify(value)) return;
    this.#values.set(name, value);
    for (const listener of this.#listeners.get(`change:${name}`) ?? []) listener();
  }

  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes() {}
}

/** The figure of that name, whose bundle has run before. @returns {{ render } | undefined} */
globalThis.courseFigure = (name) => globalThis.courseFigures?.[name]?.(shared);

/** A notebook's module has no script element of its own: there nothing is looked for. */
const places = globalThis.document?.currentScript ? document.querySelectorAll("[data-figure]") : [];
for (const place of places) {
  const figure = courseFigure(place.dataset.figure);
  if (!figure) continue; // the text inside stays: the figure's alternative
  place.replaceChildren();
  figure.render({ model: new PageModel(JSON.parse(place.dataset.state ?? "{}")), el: place });
  place.dataset.alive = "";
}
