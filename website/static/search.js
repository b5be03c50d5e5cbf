// Excerpts of what the search finds are plain text: each formula once, no marks, no words of drawings.
// Of several words, the one that comes last in the page, and so is rare there, is shown.
"use strict";
{
  const NO_TEXT = ".katex-html, annotation, svg, button, .claim, .reading-time, .question-verdict";
  const { htmlToText, makeSearchSummary } = Search;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const element of page.querySelectorAll(NO_TEXT)) element.remove();
    return htmlToText(page.documentElement.outerHTML, anchor).replace(/\s+/g, " ");
  };
  Search.makeSearchSummary = (html, words, anchor) => {
    const text = Search.htmlToText(html, anchor).toLowerCase();
    const inOrder = [...words].sort((a, b) => text.indexOf(a) - text.indexOf(b));
    return makeSearchSummary(html, new Set(inOrder), anchor);
  };
}
