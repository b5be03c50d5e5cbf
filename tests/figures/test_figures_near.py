"""Figures are drawn when a reader comes near, and push nothing away that is being read."""

import pytest
from playwright.sync_api import expect

from tests.tools.patience import MILLISECONDS

pytestmark = pytest.mark.browser
WATCH = """globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
globalThis.painted = [];
const put = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (image, ...place) {
  painted.push([this.canvas, image.width]);
  return put.call(this, image, ...place);
};"""

BOTH = """() => new Promise((done) => {
  const look = () => {
    const shown = painted.filter(([canvas]) => canvas.isConnected);
    if (new Set(shown.map(([canvas]) => canvas)).size < 2) requestAnimationFrame(look);
    else done(shown.map(([canvas, size]) => [size, canvas.width]));
  };
  look();
})"""  # once both planes are painted: at how many pixels, and how many they have


@pytest.fixture
def opened(chromium, built_book):
    """Open a page of the book on a telephone, as it is for a reader: `opened("start#end")`."""
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    context.set_default_timeout(MILLISECONDS)
    context.add_init_script(WATCH)
    page = context.new_page()

    def at(name):
        chapter, _, part = name.partition("#")
        page.goto((built_book / "book" / f"{chapter}.html").as_uri() + (part and f"#{part}"))
        return page

    yield at
    context.close()


def test_a_figure_far_below_waits_until_a_reader_comes_near(opened):
    page = opened("beyond_the_theorem")
    place = page.locator("[data-figure]")
    page.evaluate(
        "() => new Promise((seen) => new IntersectionObserver(seen).observe(document.body))"
    )
    expect(place).to_have_count(1)
    assert place.get_attribute("data-alive") is None
    assert place.inner_text().startswith("A playground")
    place.scroll_into_view_if_needed()
    expect(place).to_have_attribute("data-alive", "")
    expect(place.get_by_role("button", name="Run", exact=True)).to_be_visible()


def test_the_first_pictures_are_painted_at_the_size_that_the_screen_gives_them(opened):
    page = opened("beyond_the_theorem")
    place = page.locator("[data-figure]")
    place.scroll_into_view_if_needed()
    expect(place).to_have_attribute("data-alive", "")
    sizes = page.evaluate(BOTH)
    assert all(size == width != 400 for size, width in sizes), sizes


def test_what_is_above_the_place_that_an_address_names_is_drawn_at_once(opened):
    page = opened("what_is_deep#further-reading")
    above = page.locator("[data-figure]")
    assert above.count() >= 2
    for place in above.all():
        expect(place).to_have_attribute("data-alive", "")


def test_a_figure_on_the_first_screen_finds_its_place_kept(opened):
    page = opened("start")
    expect(page.locator("[data-figure]")).to_have_attribute("data-alive", "")
    assert page.evaluate("shifts") < 0.05  # pushed down by the figure, the text below moves by 0.4


def test_on_paper_every_figure_is_drawn(opened):
    page = opened("beyond_the_theorem")
    page.pdf()
    expect(page.locator("[data-figure]")).to_have_attribute("data-alive", "")
