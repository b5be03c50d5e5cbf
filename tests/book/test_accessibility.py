"""Everyone can read the site: what axe-core knows of it, on every page, light and dark."""

import pytest

from course_lib.colours import DARK
from tests.tools.contrast import AXE, RULES, RUN
from tests.tools.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow(180)]
PAGES = [f"book/{path.stem}" for path in sorted((ROOT / "book").glob("*.md"))]
PAGES += ["index", "search", "404", "genindex", "py-modindex", "_modules/course_lib/network"]
ALL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": RULES}}  # what else there is, a dark page shares
# The theme's boxes must stand before the drawers that they open, and so outside of all regions;
# that they have names, and open, is tested below. The picture of a formula is hidden from those who
# hear it, and has the colour of the text.
PLACE = {"exclude": [".sidebar-toggle", ".katex-html"]}


def violations(page, rules=ALL):
    """What axe-core finds: the rule, and where."""
    page.evaluate("document.body.dataset.claims = 'shown'")
    page.evaluate(AXE)
    options = {**rules, "preload": False}  # a folder lets no script read style sheets
    found = page.evaluate(RUN, [PLACE, options])
    return {r["id"]: [node["html"][:160] for node in r["nodes"]] for r in found}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_the_smallest_screen_never_scrolls_sideways(visit, built_book, name):
    with visit(built_book / f"{name}.html") as page:
        assert violations(page) == {}
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS) == {}
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["book/feed_forward", "book/claims", "genindex", "search"])
def test_axe_finds_nothing_on_a_telephone(visit, built_book, name):
    with visit(built_book / f"{name}.html", width=320) as page:
        assert violations(page) == {}


def test_a_choice_that_is_a_formula_is_said_in_words(visit, built_book):
    with visit(built_book / "book/universal_approximation.html") as page:
        name = "g(z) = z to the power of 3 + z"
        assert page.get_by_role("checkbox", name=name, exact=True).count() == 1
    with visit(built_book / "book/feed_forward.html") as page:
        assert page.get_by_role("checkbox", name="W 3", exact=True).count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keyboard_sees_where_it_is(visit, built_book, width):
    seen = set()
    with visit(built_book / "book/feed_forward.html", width=width) as page:
        for _ in range(80):
            page.keyboard.press("Tab")
            where = page.evaluate(FOCUS)
            if where["what"].endswith("BODY"):  # the end of the page
                break
            assert where["outline"] >= 2 and where["inside"], where
            seen.add(where["what"])
    assert len(seen) > 10


FOCUS = """() => {
  const focused = document.activeElement;
  const labels = [...(focused.matches(".sidebar-toggle") ? focused.labels : [])];
  const label = labels.find((label) => label.firstElementChild?.getBoundingClientRect().width > 0);
  const shown = label || focused;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  return {
    what: (focused.ariaLabel || focused.textContent).trim().slice(0, 40) + focused.tagName,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inside: box.width > 0 && box.right > 0 && box.left < innerWidth,
  };
}"""


def test_a_drawer_opens_by_the_keyboard(visit, built_book):
    with visit(built_book / "book/start.html", width=390) as page:
        link = page.locator(".sidebar-tree").get_by_role("link", name="Notation")
        assert not link.is_visible()
        page.get_by_label("Toggle site navigation sidebar").focus()
        page.keyboard.press("Space")
        assert link.is_visible()


def test_formulas_keep_their_colour_and_accents_in_forced_colours(visit, built_book):
    with visit(built_book / "book/what_is_deep.html", forced_colors="active") as page:
        style = "(e) => [getComputedStyle(e).forcedColorAdjust, getComputedStyle(e).color]"
        adjust, colour = page.locator(".katex").first.evaluate(style)
        body = page.evaluate("getComputedStyle(document.body).color")
        assert adjust == "none" and colour == body


def test_forced_colours_decide_against_what_the_reader_once_chose(visit, built_book):
    options = {"forced_colors": "active", "color_scheme": "dark"}
    with visit(built_book / "book/feed_forward.html", **options) as page:
        page.evaluate("localStorage.setItem('theme', 'light')")
        page.reload()
        ink = page.locator("svg.plot text").first.evaluate("(e) => getComputedStyle(e).fill")
        assert ink == "rgb({}, {}, {})".format(*bytes.fromhex(DARK["ink"][1:]))
        assert not any(button.is_visible() for button in page.locator(".theme-toggle").all())


def test_a_dark_page_is_dark_and_whole_without_scripts(visit, built_book):
    options = {"java_script_enabled": False, "color_scheme": "dark", "width": 390}
    with visit(built_book / "book/feed_forward.html", **options) as page:
        ground = page.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor")
        assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(DARK["page"][1:]))
        assert page.locator("svg.plot").first.is_visible()
        assert page.locator(".katex").first.is_visible()
