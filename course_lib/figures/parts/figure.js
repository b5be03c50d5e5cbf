/** What every figure does in its host: watch the model, draw, and go when it is told to. */
import { html } from "./dom.js";
import { dress, wear } from "./style.js";

/** @import { Model } from "../types.js" */
/** @import { Child } from "./dom.js" */

/** @template {object} State what the model holds */
export class Figure {
  /**
   * @param {Model<State>} model anywidget's, or the page's (hosts/page.js)
   * @param {HTMLElement} el
   * @param {string} label what the figure is, in words
   * @param {(keyof State & string)[]} names what it draws of the model
   */
  constructor(model, el, label, names) {
    this.model = model;
    this.el = el;
    this.names = names;
    this.box = html("div");
    this.redraw = () => this.draw();
    el.classList.add("cf");
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", label);
  }

  /** Draw what the model holds. */
  draw() {}

  /**
   * Put the parts in their place and draw, now and whenever the model changes.
   * @param {string} style
   * @param {...Child} parts
   */
  show(style, ...parts) {
    this.box.className = style;
    this.box.append(...parts.map((part) => (typeof part === "number" ? String(part) : part)));
    this.el.append(this.box);
    for (const name of this.names) this.model.on(`change:${name}`, this.redraw);
    this.draw();
  }

  destroy() {
    for (const name of this.names) this.model.off(`change:${name}`, this.redraw);
    this.box.remove();
  }

  /** Collect what the model holds under the figure's names. @returns {State} */
  values() {
    return /** @type {State} */ (Object.fromEntries(this.names.map((name) => [name, this.model.get(name)])));
  }

  /** Put values into the model. @param {Partial<State>} values */
  put(values) {
    for (const name of /** @type {(keyof State & string)[]} */ (Object.keys(values))) {
      this.model.set(name, /** @type {State[typeof name]} */ (values[name]));
    }
    this.model.save_changes();
  }
}

/**
 * Make a module's default export, as anywidget asks for it.
 * @template {object} State
 * @param {string} name whose the rules are
 * @param {string} rules of the figure's own style
 * @param {new (model: Model<State>, el: HTMLElement) => Figure<State>} Kind
 */
export function hosted(name, rules, Kind) {
  return {
    /** @param {{ model: Model<State>, el: HTMLElement }} place */
    render({ model, el }) {
      dress(name, rules);
      const undress = wear(el);
      const figure = new Kind(model, el);
      return () => {
        undress();
        figure.destroy();
      };
    },
  };
}
