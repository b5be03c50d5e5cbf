/** The colours of what is painted, for light and dark pages. */

const COLOURS = {
  light: {
    one: [38, 118, 184],
    zero: [222, 122, 34],
    middle: [255, 255, 255],
    line: [138, 146, 156],
    back: [255, 255, 255],
    ink: "#1f2328",
    inkOnPlane: [31, 35, 40],
  },
  dark: {
    one: [86, 170, 232],
    zero: [224, 140, 52],
    middle: [24, 29, 36],
    line: [119, 129, 140],
    back: [20, 24, 30],
    ink: "#f2f4f6",
    inkOnPlane: [242, 244, 246],
  },
};

/** The page's colours, light or dark: the book's theme, or JupyterLab's. */
export function theme() {
  const dark = document.documentElement.dataset.theme === "dark" || document.body.dataset.jpThemeLight === "false";
  return COLOURS[dark ? "dark" : "light"];
}

/** A colour as a pixel. */
export const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** 256 colours from class 0 to class 1, as pixels. */
export function shades({ one, zero, middle }) {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const t = (2 * i) / 255 - 1;
    const end = t > 0 ? one : zero;
    const weight = 0.72 * Math.abs(t) ** 0.8;
    return packed(middle.map((m, c) => Math.round(m + (end[c] - m) * weight)));
  });
}
