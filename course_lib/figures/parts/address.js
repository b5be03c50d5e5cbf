/** Settings in the page's address: what travels is what differs from the defaults. */
import { equal } from "../engine/equal.js";
import { DEFAULTS, tidy } from "../engine/settings.js";

/** @import { Settings } from "../types.js" */

const KEY = "#playground=";

/** Write what differs from the defaults, as text for an address. @param {Settings} settings */
export function toAddress(settings) {
  const usual = /** @type {Record<string, unknown>} */ (DEFAULTS);
  const different = Object.entries(tidy(settings)).filter(([key, value]) => !equal(value, usual[key]));
  return encodeURIComponent(JSON.stringify(Object.fromEntries(different)));
}

/** @param {string} text @returns {Settings | null} null where the text is broken */
export function fromAddress(text) {
  try {
    return tidy({ ...DEFAULTS, ...JSON.parse(decodeURIComponent(text)) });
  } catch {
    return null;
  }
}

/** Read the settings that the page's address holds. */
export function readAddress() {
  const { hash } = globalThis.location;
  return hash.startsWith(KEY) ? fromAddress(hash.slice(KEY.length)) : null;
}

/** @param {Settings} settings */
export function writeAddress(settings) {
  history.replaceState(null, "", KEY + toAddress(settings));
}

/** Call back when another address is entered into the page that is open. @param {(settings: Settings) => void} callback @returns {() => void} ends it */
export function onAddress(callback) {
  const followed = () => {
    const settings = readAddress();
    if (settings) callback(settings);
  };
  addEventListener("hashchange", followed);
  return () => removeEventListener("hashchange", followed);
}
