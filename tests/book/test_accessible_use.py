"""Everyone can use what is on a page: axe-core after figures and questions have been used."""

import pytest

from tests.book.test_accessibility import COLOURS, violations
from tests.book.test_book import CHAPTERS

pytestmark = [pytest.mark.browser, pytest.mark.slow(120)]
# The smallest contrast of a formula with what lies behind it, as WCAG 2 counts it.
FAINTEST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return Math.min(...[...document.querySelectorAll(".katex-html .base")].map(contrast));
}"""


def use(page):
    """Answer each question, and press each button of each figure that can be pressed."""
    for question in page.locator("form.question").all():
        for field in question.locator("input[type=text]").all():
            field.fill("1")
        for choice in question.locator("input:not([type=text])").all()[:1]:
            choice.check()
        question.get_by_role("button", name="Check").click()
        question.locator("summary").click()
    for fold in page.locator("details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    for button in page.locator("[data-figure] button").all():
        if button.is_visible() and button.is_enabled():
            button.click()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_axe_finds_nothing_after_figures_and_questions_were_used(visit, built_book, chapter):
    with visit(built_book / f"book/{chapter}.html") as page:
        use(page)
        assert page.locator(
            "form.question[data-state=right], form.question[data-state=wrong]"
        ).count()
        assert violations(page) == {}
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == {}


@pytest.mark.parametrize("name", [*CHAPTERS, "notation"])
def test_formulas_have_contrast(visit, built_book, name):
    with visit(built_book / f"book/{name}.html") as page:
        for scheme in ["light", "dark"]:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(FAINTEST) >= 4.5
