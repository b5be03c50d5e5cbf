"""On a telephone, 390 pixels wide: no code is cut, and no line begins with a full stop."""

import pytest

from tests.book.test_book import CHAPTERS

pytestmark = [pytest.mark.browser, pytest.mark.slow(30)]
PAGES = [*CHAPTERS, "maintainers", "notation", "reference", "reference_pictures"]
CUT = """() => [...document.querySelectorAll("article pre, .table-wrapper")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.textContent.slice(0, 80))"""
# Names in tables that are broken elsewhere than at a bracket, a dot, a slash or an underscore.
BROKEN = """() => [...document.querySelectorAll("article td code .pre")].flatMap((name) => {
  const tops = [...name.childNodes].filter((part) => part.data).map((part) => {
    const all = document.createRange();
    all.selectNodeContents(part);
    return new Set([...all.getClientRects()].map((box) => box.top)).size;
  });
  return tops.every((lines) => lines === 1) ? [] : [name.textContent];
})"""
# Where the sign after a short formula is lower than the formula's end.
ALONE = """() => [...document.querySelectorAll("article span.math")].filter((math) => {
  const end = [...math.querySelectorAll(".base")].pop(), after = math.nextSibling;
  if (!end || !/^[.,;:!?)]/.test(after?.data ?? "")) return false;
  if (math.querySelector("annotation").textContent.length > 24) return false;
  const sign = document.createRange();
  sign.setStart(after, 0);
  sign.setEnd(after, 1);
  return sign.getBoundingClientRect().top > end.getBoundingClientRect().bottom - 4;
}).map((math) => math.parentElement.textContent.slice(0, 200))"""


@pytest.mark.parametrize("name", PAGES)
def test_no_code_and_no_table_is_cut(visit, built_book, name):
    with visit(built_book / f"book/{name}.html", width=390) as page:
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_code_and_no_table_is_smaller_than_12_pixels(visit, built_book, name):
    with visit(built_book / f"book/{name}.html", width=390) as page:
        sizes = page.locator("article :is(pre, td)").evaluate_all(
            "(all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(sizes) >= 12


@pytest.mark.parametrize("name", ["maintainers", "notation"])
def test_a_name_in_a_table_is_broken_where_it_may_be(visit, built_book, name):
    with visit(built_book / f"book/{name}.html", width=390) as page:
        assert page.locator("td code wbr").count() > 0 and page.evaluate(BROKEN) == []


def test_no_line_of_a_drawing_in_letters_is_broken(visit, built_book):
    with visit(built_book / "book/reference.html", width=390) as page:
        drawing = page.locator("article pre", has_text="W¹, b¹")
        line = float(drawing.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)"))
        high = drawing.evaluate("""e => {
          const all = document.createRange()
          all.selectNodeContents(e)
          return all.getBoundingClientRect().height
        }""")
        assert drawing.inner_text().strip("\n").count("\n") == 2 and high < 3.5 * line


def test_the_links_at_the_foot_are_large_enough_for_a_finger(visit, built_book):
    with visit(built_book / "book/start.html", width=390) as page:
        links = page.locator("footer .colophon a, footer .bottom-of-page a").all()
        assert len(links) >= 3
        for link in links:
            box = link.bounding_box()
            assert min(box["width"], box["height"]) >= 44, link.inner_text()


@pytest.mark.parametrize("width", [320, 345, 390, 430])
@pytest.mark.parametrize("name", ["universal_approximation", "where_it_fails"])
def test_no_line_begins_with_the_sign_after_a_formula(visit, built_book, name, width):
    with visit(built_book / f"book/{name}.html", width=width) as page:
        assert page.evaluate(ALONE) == []
