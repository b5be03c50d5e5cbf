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
    """Answer each question, and press each button of each figure that can be pressed.

    What there is, is found first: a fold that has been opened is none of the closed ones.
    """
    for question in page.query_selector_all("form.question"):
        for field in question.query_selector_all("input[type=text]"):
            field.fill("1")
        for choice in question.query_selector_all("input:not([type=text])")[:1]:
            choice.check()
        question.query_selector("button:text('Check')").click()
        question.query_selector("summary").click()
    for fold in page.query_selector_all("details:not([open]) > summary"):
        if fold.is_visible():
            fold.click()
    for button in page.query_selector_all("[data-figure] button"):
        if button.is_visible() and button.is_enabled():
            button.click()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_axe_finds_nothing_after_figures_and_questions_were_used(visit, built_book, chapter):
    with visit(built_book / f"book/{chapter}.html") as page:
        use(page)
        assert page.locator(
            "form.question[data-state=right], form.question[data-state=wrong]"
        ).count()
        assert page.locator("details:not([open]) > summary").locator("visible=true").count() == 0
        assert violations(page) == {}
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == {}


@pytest.mark.parametrize("name", [*CHAPTERS, "notation"])
def test_formulas_have_contrast(visit, built_book, name):
    with visit(built_book / f"book/{name}.html") as page:
        for scheme in ["light", "dark"]:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(FAINTEST) >= 4.5
