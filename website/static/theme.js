// What the reader last chose, before anything is painted: light or dark, else as the system has it;
// the marks of the lecture's claims, which the address may ask for (?claims=shown).
"use strict";
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
{
  const asked = new URLSearchParams(location.search).get("claims");
  if (asked) localStorage.setItem("claims", asked);
  document.body.dataset.claims = localStorage.getItem("claims") || "hidden";
}
