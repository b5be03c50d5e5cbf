// What is too wide for the page scrolls in itself, and so must be reached by the keyboard.
"use strict";
{
  const wide = document.querySelectorAll("pre, .table-wrapper, .katex-display");
  const watch = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of wide) watch.observe(element);
}
