/** Panels of which one is open: beside the pictures, or, where the figure is narrow, in a sheet below them. */
import { button } from "../../parts/controls.js";
import { html } from "../../parts/dom.js";

const NARROW = 640; // pixels of the sheet's parent: below, no panel is open at first

export const TABS = `
.cf-tabs { display: flex; flex-wrap: wrap; gap: .15rem; border-bottom: 1px solid var(--cf-line); }
.cf .cf-tabs button { border-bottom: 0; border-radius: .375rem .375rem 0 0; background: none; }
.cf .cf-tabs button[aria-selected="true"] { background: var(--cf-raised); font-weight: 700; box-shadow: inset 0 3px 0 var(--cf-blue); }
`;

/** @typedef {{ name: string, el: HTMLElement }} Panel */

/** Make the tabs and their panels. @param {Panel[]} panels */
export function tabs(panels) {
  /** @type {string | null} */
  let open = panels[0]?.name ?? null;
  const boxes = panels.map(({ name, el }) => html("div", { role: "tabpanel", "aria-label": name }, el));
  const buttons = panels.map(({ name }) => {
    const tab = button(name, () => show(open === name ? null : name));
    tab.setAttribute("role", "tab");
    return tab;
  });
  const list = html("div", { class: "cf-tabs", role: "tablist", "aria-label": "controls" }, ...buttons);
  list.addEventListener("keydown", ({ key }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const at = buttons.findIndex((tab) => tab === document.activeElement);
    if (by && at >= 0) buttons[(at + by + buttons.length) % buttons.length].focus();
  });

  /** @param {string | null} name of the panel to open; null closes */
  function show(name) {
    open = name;
    panels.forEach((panel, i) => {
      boxes[i].hidden = panel.name !== name;
      buttons[i].setAttribute("aria-selected", String(panel.name === name));
    });
  }

  const body = html("div", { class: "cf-tabbed" }, ...boxes);
  const first = new ResizeObserver(([{ target }]) => {
    if ((target.parentElement?.clientWidth ?? 0) < NARROW && open === panels[0]?.name) show(null);
    first.disconnect();
  });
  show(open);
  const el = html("div", { class: "cf-sheet" }, list, body);
  first.observe(el);
  return {
    el,
    /** Open a panel, if it is one of those that are offered. @param {string} name */
    open(name) {
      if (!buttons[panels.findIndex((panel) => panel.name === name)].hidden) show(name);
    },
    /** Offer only some panels. @param {(name: string) => boolean} hidden */
    offer(hidden) {
      panels.forEach(({ name }, i) => (buttons[i].hidden = hidden(name)));
      const first = panels.find((_, i) => !buttons[i].hidden);
      if (open && hidden(open)) show(first?.name ?? null);
    },
  };
}
