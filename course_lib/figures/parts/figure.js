/** What every figure does in its host: watch the model, draw, and go when it is told to. */
import { html } from "./dom.js";
import { dress } from "./style.js";

export class Figure {
  /**
   * @param {{ get, set, on, off, save_changes }} model anywidget's, or the page's (hosts/page.js)
   * @param {HTMLElement} el @param {string} label what the figure is, in words
   * @param {string[]} names what it draws of the model
   */
  constructor(model, el, label, names) {
    Object.assign(this, { model, el, names });
    el.classList.add("cf");
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", label);
  }

  /** Puts the parts in their place and draws, now and whenever the model changes. */
  show(style, ...parts) {
    this.box = html("div", { class: style }, ...parts);
    this.el.append(this.box);
    this.redraw = () => this.draw();
    for (const name of this.names) this.model.on(`change:${name}`, this.redraw);
    this.draw();
  }

  destroy() {
    for (const name of this.names) this.model.off(`change:${name}`, this.redraw);
    this.box.remove();
  }

  /** What the model holds under the figure's names. */
  values() {
    return this.names.map((name) => this.model.get(name));
  }

  /** @param {Record<string, unknown>} values for the model */
  put(values) {
    for (const [name, value] of Object.entries(values)) this.model.set(name, value);
    this.model.save_changes();
  }
}

/** A module's default export. @param {string} name whose the rules are @param {typeof Figure} Kind */
export function hosted(name, rules, Kind) {
  return {
    render({ model, el }) {
      dress(name, rules);
      const figure = new Kind(model, el);
      return () => figure.destroy();
    },
  };
}
