// How MathJax, which comes next, reads formulas: as on formgrader's other pages.
Object.assign(window, {
  MathJax: {
    tex2jax: {
      inlineMath: [["$", "$"], ["\\(", "\\)"]],
      displayMath: [["$$", "$$"], ["\\[", "\\]"]],
      processEscapes: true,
      processEnvironments: true,
    },
    MMLorHTML: { prefer: "HTML" },
    "HTML-CSS": { availableFonts: [], webFont: "STIX-Web", imageFont: null },
    displayAlign: "center",
    messageStyle: "none",
  },
});
