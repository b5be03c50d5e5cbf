/**
 * The colours of everything that is drawn, for light and for dark pages: those of course_lib/colours.json,
 * which Python reads too (see colours.py for why they are what they are).
 */
import TABLE from "../../colours.json" with { type: "json" };

/**
 * @typedef {typeof TABLE.light} Colours   a name and a colour "#rrggbb"
 * @typedef {"circle" | "square"} Mark
 * @typedef {{ colour: "orange" | "blue", ground: "orange_ground" | "blue_ground", mark: Mark }} Look
 */

/** @type {{ light: Colours, dark: Colours }} */
export const { light: LIGHT, dark: DARK } = TABLE;

/** How class 0 and class 1 are drawn, everywhere. @type {Look[]} */
export const CLASSES = TABLE.classes.map(({ colour, mark }) => /** @type {Look} */ ({ colour, ground: `${colour}_ground`, mark }));

/**
 * Tell whether the page is dark: as the system has it, if it forces its colours; else as the book or a host
 * of notebooks says it (JupyterLab, VS Code, Colab, marimo), or else by its own ground.
 */
export function isDark() {
  const { body, documentElement: root } = document;
  const { jpThemeLight, theme, vscodeThemeKind } = body.dataset;
  if (theme === "auto" || matchMedia("(forced-colors: active)").matches) return matchMedia("(prefers-color-scheme: dark)").matches;
  if (theme) return theme === "dark";
  if (jpThemeLight) return jpThemeLight === "false";
  if (vscodeThemeKind) return !vscodeThemeKind.endsWith("light");
  const named = root.getAttribute("theme") ?? [...root.classList, ...body.classList].find((name) => name === "dark" || name === "light");
  if (named) return named === "dark";
  const ground = [body, root].map((element) => getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? []);
  const [r, g, b] = ground.find(([, , , alpha = 1]) => alpha > 0) ?? [255, 255, 255];
  return 0.299 * r + 0.587 * g + 0.114 * b < 100;
}

/** Choose the colours of the page as it is. */
export function theme() {
  return isDark() ? DARK : LIGHT;
}

/** Split "#rrggbb" into its parts, 0 … 255. @param {string} colour */
function parts(colour) {
  return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
}

/** Write a colour as a pixel. @param {number[]} parts red, green and blue */
const pixel = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Write a colour as a pixel. @param {string} colour */
export const packed = (colour) => pixel(parts(colour));

/**
 * Mix the colour of a share, from that of class 0 over the page's at ½ to that of class 1.
 * @param {Colours} colours @param {number} share @param {boolean} ground whether of their grounds, and more strongly near ½
 * @returns {number[]} red, green and blue
 */
export function mixture(colours, share, ground) {
  const { colour, ground: pale } = CLASSES[share > 0.5 ? 1 : 0];
  const [away, to] = [Math.abs(2 * share - 1), parts(colours[ground ? pale : colour])];
  return parts(colours.page).map((from, c) => Math.round(from + (to[c] - from) * (ground ? Math.sqrt(away) : away)));
}

/** Mix 256 shades, as pixels. @param {Colours} colours @param {boolean} [ground] as in `mixture` */
export function shades(colours, ground = true) {
  return Uint32Array.from({ length: 256 }, (_, i) => pixel(mixture(colours, i / 255, ground)));
}
