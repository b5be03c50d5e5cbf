/** Settings in the page's address: what travels is what differs from the defaults. */
import { DEFAULTS, tidy } from "../engine/settings.js";

/** What differs from the defaults, as text for an address. @param {Settings} settings */
export function toAddress(settings) {
  const different = Object.entries(tidy(settings)).filter(([key, value]) => {
    return JSON.stringify(value) !== JSON.stringify(DEFAULTS[key]);
  });
  return encodeURIComponent(JSON.stringify(Object.fromEntries(different)));
}

/** @param {string} text @returns {Settings | null} */
export function fromAddress(text) {
  try {
    return tidy({ ...DEFAULTS, ...JSON.parse(decodeURIComponent(text)) });
  } catch {
    return null;
  }
}

const KEY = "#playground=";

/** The settings that the page's address holds. @returns {Settings | null} */
export function readAddress() {
  const { hash } = globalThis.location;
  return hash.startsWith(KEY) ? fromAddress(hash.slice(KEY.length)) : null;
}

/** @param {Settings} settings */
export function writeAddress(settings) {
  history.replaceState(null, "", KEY + toAddress(settings));
}
