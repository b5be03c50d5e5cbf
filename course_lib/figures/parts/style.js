/**
 * What the figures look like: one style sheet, put into the document once. Light and dark follow the
 * book's theme (data-theme: light, dark, or auto, as the system has it) and JupyterLab's
 * (data-jp-theme-light). Wherever a colour means something,
 * a shape or a word does too.
 */
import { CLASSES, DARK, LIGHT } from "../paint/colours.js";

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
@media not print {
  body:is([data-theme="dark"], [data-jp-theme-light="false"]) .cf {${variables(DARK)} }
  @media (prefers-color-scheme: dark) { body[data-theme="auto"] .cf {${variables(DARK)} } }
}
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
.cf-refused { flex-basis: 100%; color: var(--cf-text); font-weight: 600; }
.cf-told { min-height: 4.2em; }
.cf-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.cf pre { margin: .5rem 0; padding: .6rem; overflow-x: auto; color: inherit; background: var(--cf-raised); border: 0; font-size: .82rem; }
.cf summary { padding: .4rem 0; cursor: pointer; }
.cf-number { font-variant-numeric: tabular-nums; }
`;

/** Put the rules into the document, once. @param {string} name whose rules they are @param {string} extra the figure's own */
export function dress(name, extra) {
  for (const [id, rules] of [["cf-style", SHEET], [`cf-style-${name}`, extra]]) {
    if (document.getElementById(id)) continue;
    const style = document.createElement("style");
    style.id = id;
    style.textContent = rules;
    document.head.append(style);
  }
}

/** Call back whenever the page or JupyterLab turns light or dark. @param {() => void} callback @returns {() => void} ends it */
export function onTheme(callback) {
  const themes = new MutationObserver(callback);
  themes.observe(document.body, { attributeFilter: ["data-theme", "data-jp-theme-light"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", callback);
  return () => {
    themes.disconnect();
    system.removeEventListener("change", callback);
  };
}
