// What the reader last chose, before anything is painted: light or dark, else as the system has it,
// which alone decides where it forces its own colours;
// the marks of the lecture's claims, which the address may ask for (?claims=shown).
"use strict";
const forced = matchMedia("(forced-colors: active)").matches;
document.body.dataset.theme = (!forced && localStorage.getItem("theme")) || "auto";
{
  const asked = new URLSearchParams(location.search).get("claims");
  if (asked) localStorage.setItem("claims", asked);
  document.body.dataset.claims = localStorage.getItem("claims") || "hidden";
}
