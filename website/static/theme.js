// What the reader last chose, before anything is painted: light or dark, else as the system has it,
// which alone decides where it forces its own colours;
// the marks of the lecture's claims, which the address may ask for (?claims=shown).
"use strict";
try {
  localStorage.length;
} catch {
  // Forbidden, as in some private windows: what is chosen then holds for this page.
  const chosen = new Map();
  const value = { getItem: (name) => chosen.get(name) ?? null, setItem: (name, text) => chosen.set(name, text) };
  Object.defineProperty(globalThis, "localStorage", { value });
}
const forced = matchMedia("(forced-colors: active)").matches;
document.body.dataset.theme = (!forced && localStorage.getItem("theme")) || "auto";
{
  const asked = new URLSearchParams(location.search).get("claims");
  if (asked) localStorage.setItem("claims", asked);
  document.body.dataset.claims = localStorage.getItem("claims") || "hidden";
}
