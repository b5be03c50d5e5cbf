/**
 * What the figures look like: one style sheet, put once into the document, and into every shadow root in
 * which a figure stands. Light and dark follow the page (see isDark), of which each figure is told.
 * Wherever a colour means something, a shape or a word does too.
 */
import { CLASSES, DARK, LIGHT, isDark } from "../paint/colours.js";

/** @import { Colours } from "../paint/colours.js" */

/** @param {Colours} c */
const variables = (c) => `
  --cf-text: ${c.ink}; --cf-soft: ${c.soft}; --cf-line: ${c.line}; --cf-back: ${c.page}; --cf-raised: ${c.raised};
  --cf-blue: ${c.blue}; --cf-orange: ${c.orange}; --cf-focus: ${c.blue};
  ${CLASSES.map(({ colour, ground }, k) => `--cf-class-${k}: ${c[colour]}; --cf-ground-${k}: ${c[ground]};`).join(" ")}`;

const SHEET = `
.cf {${variables(LIGHT)}
  container-type: inline-size; margin: 1.25rem 0; padding: min(1rem, 2.5vw); color: var(--cf-text);
  background: var(--cf-back); border: 1px solid var(--cf-line); border-radius: .5rem;
  font-size: .95rem; line-height: 1.4; text-align: left;
}
@media not print { .cf[data-dark] {${variables(DARK)} } }
.cf *, .cf *::before { box-sizing: border-box; }
.cf p, .cf ol, .cf ul { margin: 0; padding: 0; }
.cf > p { display: none; }
@media print { .cf > p { display: block; color: var(--cf-soft); font-size: 1.4rem; text-align: center; } }
.cf > div { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.cf svg, .cf canvas { display: block; width: 100%; height: auto; }
.cf canvas { border: 1px solid var(--cf-line); }
.cf-over { position: relative; }
.cf .cf-over svg { position: absolute; inset: 1px; width: auto; border: 0; }
.cf text { fill: var(--cf-text); font: 13px sans-serif; }
.cf .cf-tick { paint-order: stroke; stroke: var(--cf-back); stroke-width: 3px; }
.cf button, .cf input, .cf select, .cf textarea {
  min-height: 2.5rem; max-width: 100%; padding: 0 .6rem; color: inherit; font: inherit;
  accent-color: var(--cf-blue); background: var(--cf-raised);
  border: 1px solid var(--cf-line); border-radius: .375rem;
}
.cf input[type="range"] { width: 100%; padding: 0; }
.cf :is(input[type="checkbox"], input[type="radio"]) { width: 1.2rem; height: 1.2rem; min-height: 0; margin: 0; flex: none; }
.cf label { display: inline-flex; gap: .4rem; align-items: center; min-height: 2.5rem; }
.cf label > span:first-child { flex: none; }
.cf-bar label:has([type="checkbox"]) { flex-direction: row-reverse; }
.cf button { cursor: pointer; touch-action: manipulation; }
.cf button:hover:not(:disabled) { border-color: var(--cf-text); }
.cf button:disabled { cursor: not-allowed; opacity: .45; }
.cf button[aria-pressed="true"] { border-color: var(--cf-blue); box-shadow: inset 0 0 0 1px var(--cf-blue); }
.cf :focus-visible { outline: 3px solid var(--cf-focus); outline-offset: 2px; }
/* Against the page's own rules for figures, lists and tables, which are written for its text. */
.cf :is(figure, dl, dt, dd) { float: none !important; width: auto !important; margin: 0 !important; padding: 0 !important; }
.cf table { display: table !important; width: 100% !important; max-width: none !important; margin: 0 !important; font-size: .8rem !important; }
.cf figcaption { margin: .25rem 0 0 !important; padding: 0 !important; text-align: left !important; }
.cf figcaption { color: var(--cf-soft) !important; font-weight: 400 !important; }
.cf-bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
@container (max-width: 24rem) { .cf-bar button { padding: 0 .5rem; } }
.cf-soft { color: var(--cf-soft); }
.cf-idea { font-size: 1.05rem; font-weight: 600; }
.cf-refused { flex-basis: 100%; color: var(--cf-text); font-weight: 600; }
.cf-told { min-height: 4.2em; }
.cf-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.cf pre { margin: .5rem 0; padding: .6rem; overflow-x: auto; color: inherit; background: var(--cf-raised); border: 0; font-size: .82rem; }
.cf summary { padding: .4rem 0; cursor: pointer; }
.cf-number { font-variant-numeric: tabular-nums; }
/* Where the system's own few colours stand for all others, a ground tells what is chosen, or an edge. */
@media (forced-colors: active) {
  .cf, .cf[data-dark] { --cf-text: CanvasText; --cf-soft: CanvasText; --cf-line: CanvasText; --cf-back: Canvas; --cf-raised: Canvas; }
  .cf button:not(:empty):is([aria-pressed="true"], [aria-selected="true"]) { background: Highlight !important; color: HighlightText; forced-color-adjust: none; }
  .cf :is([data-lit], [data-chosen]):not(svg *) { outline: 2px solid Highlight; }
  .cf :is(button, input, select):disabled { opacity: 1; color: GrayText; border-color: GrayText; }
}
`;

/** The rules by their names, and where they are put: elsewhere a page's own rules would miss them. */
const rules = new Map([["cf-style", SHEET]]);
/** @type {Set<ShadowRoot>} */
const shadows = new Set();

/** Put all rules into a root, each once. @param {ShadowRoot | HTMLElement} root */
function dressRoot(root) {
  for (const [id, text] of rules) {
    if (root.querySelector(`#${id}`)) continue;
    const style = document.createElement("style");
    style.id = id;
    style.textContent = text;
    root.append(style);
  }
}

/** Let rules hold wherever figures stand. @param {string} name whose they are @param {string} extra */
export function dress(name, extra) {
  rules.set(`cf-style-${name}`, extra);
  for (const root of [document.head, ...shadows]) dressRoot(root);
}

/**
 * Let a figure look like its page, light or dark, also in a shadow root.
 * @param {HTMLElement} el @returns {() => void} ends it
 */
export function wear(el) {
  const follow = () => el.toggleAttribute("data-dark", isDark());
  const enter = () => {
    const root = el.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    shadows.add(root);
    dressRoot(root);
  };
  follow();
  enter();
  requestAnimationFrame(enter); // a host may put it into its place later
  return onTheme(follow);
}

/** Call back whenever the page turns light or dark. @param {() => void} callback @returns {() => void} ends it */
export function onTheme(callback) {
  const themes = new MutationObserver(callback);
  const attributeFilter = ["class", "style", "theme", "data-theme", "data-jp-theme-light", "data-vscode-theme-kind"];
  for (const element of [document.body, document.documentElement]) themes.observe(element, { attributeFilter });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", callback);
  return () => {
    themes.disconnect();
    system.removeEventListener("change", callback);
  };
}
