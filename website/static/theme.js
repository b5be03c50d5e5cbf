// Light or dark as the reader last chose, before anything is painted; else as the system has it.
"use strict";
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
