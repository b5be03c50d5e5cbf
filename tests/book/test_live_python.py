"""Python in the page: every cell runs there, can be changed, stopped and brought back."""

import os
import re

import pytest
from playwright.sync_api import expect

from tests.book.test_accessibility import violations
from tests.book.test_book import CHAPTERS
from tests.tools.browser import DRAWN, served
from tests.tools.patience import MILLISECONDS
from tests.tools.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow(90)]
PAGES = [*CHAPTERS, "real_data", "reference_data"]
WITH_CELLS = [c for c in PAGES if "```{code-cell}" in (ROOT / f"book/{c}.md").read_text("utf-8")]
SAMPLED = WITH_CELLS if os.environ.get("COURSE_TESTS") == "all" else ["what_is_deep"]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
# How lines begin whose numbers are others on another processor, and so in a browser: after training
# runs in which a difference of rounding grows.
ROUNDED = {
    "beyond_the_theorem": ["3 × 20: best"],
    "comparing_runs": ["rate   0.3: apart"],
    "optimizers": ["tanh    Adam", "rate of 30: "],  # one of 200 points; steps far too long
}
LOADED = "performance.getEntriesByType('resource').map(({ name }) => name)"
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const cells = new URL(document.querySelector("[data-python]").dataset.python, location);
  const last = new URL("pyodide.asm.js", cells);
  while (!(await caches.match(last))) await new Promise((resolve) => setTimeout(resolve, 50));
}"""
TRAINED = """from course_lib import MLP
from course_lib.figures import Playground

Playground(MLP([2, 9, 2]))"""
SHOWN = """() => [...document.querySelectorAll(".cell:has(.live)")].map((cell) => ({
  text: [...cell.querySelectorAll(".cell_output .output:is(.stream, .text_plain) pre")]
    .map((pre) => pre.textContent).join("\\n"),
  plots: [...cell.querySelectorAll("svg.plot")].map((svg) => svg.getAttribute("aria-label")),
  captions: cell.querySelectorAll("figcaption").length,
  figures: [...cell.querySelectorAll("[data-alive]")].map((place) => place.dataset.figure),
}))"""


@pytest.fixture(scope="module")
def address(built_book):
    """Where the book is served; without Pyodide there is nothing to test."""
    if not (built_book / "python").exists():
        sentence = "LIVE PYTHON IS NOT TESTED: no source of Pyodide's packages; set PYODIDE="
        assert not os.environ.get("REQUIRE_PYODIDE"), sentence
        pytest.skip(sentence)
    with served(built_book) as host:
        yield host


@pytest.fixture(scope="module")
def context(chromium):
    """A browser that keeps what it has loaded."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(MILLISECONDS)
    context.add_init_script(DRAWN)
    yield context
    context.close()


@pytest.fixture
def visited(context, address):
    """`with visited(chapter) as page`: nobody but the site is asked."""
    pages, asked = [], []
    context.on("request", lambda request: asked.append(request.url))

    def opened(chapter):
        pages.append(context.new_page())
        pages[-1].goto(f"{address}/book/{chapter}.html")
        return pages[-1]

    yield opened
    for page in pages:
        page.close()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)


def button(page, name, number=1):
    """A button of a cell."""
    return page.get_by_role("button", name=f"{name} cell {number}", exact=True)


def status(page, number=1):
    """What is said of a cell."""
    return page.locator(".live").nth(number - 1).get_by_role("status")


def run(page, code, number=1):
    """Write other code into a cell and run it by the keyboard; what comes out."""
    field = page.get_by_role("textbox", name=f"Code of cell {number}")
    if not field.count():
        button(page, "Edit", number).press("Enter")
    field.fill(code)
    field.press("Shift+Enter")
    expect(status(page, number)).to_have_text(re.compile("^(Done|It ends)"))
    return page.locator(".cell:has(.live)").nth(number - 1).locator(".cell_output")


def tiny(*numbers):
    """Whether these are what rounding alone makes."""
    return all(abs(float(number)) < 1e-6 for number in numbers)


@pytest.mark.parametrize("chapter", SAMPLED)
def test_every_cell_gives_what_the_book_has(visited, chapter):
    page = visited(chapter)
    before = page.evaluate(SHOWN)
    assert before and page.workers == []  # before the first click
    assert not any("/python/" in url for url in page.evaluate(LOADED))
    last = len(before)
    page.evaluate("document.querySelectorAll('details.fold').forEach((fold) => (fold.open = true))")
    button(page, "Run", last).click()
    expect(status(page, last)).to_have_text(re.compile(r"^Done\."))
    for old, new in zip(before, page.evaluate(SHOWN), strict=True):
        for line, other in zip(old["text"].splitlines(), new["text"].splitlines(), strict=True):
            numbers = zip(NUMBER.findall(line), NUMBER.findall(other), strict=True)
            others = [(a, b) for a, b in numbers if a != b and not tiny(a, b)]
            assert not others or line.startswith(tuple(ROUNDED.get(chapter, []))), (line, other)
        assert {**old, "text": ""} == {**new, "text": ""}


def test_a_load_that_is_interrupted_leaves_the_page_as_it_was(visited, context):
    page = visited("parameters")
    before = page.evaluate(SHOWN)
    cut = re.compile(r"/python/\w+/course_lib\.files\.gz")
    page.route(cut, lambda route: route.abort())
    context.route(cut, lambda route: route.abort())
    page.evaluate(
        "caches.keys().then((keys) => Promise.all(keys.map((key) => caches.delete(key))))"
    )
    button(page, "Run").click()
    expect(status(page)).to_have_text(
        re.compile("^Python could not be loaded. Is the network there")
    )
    assert page.evaluate(SHOWN) == before
    context.unroute(cut)
    page.unroute(cut)
    button(page, "Run").click()
    expect(status(page)).to_have_text(re.compile(r"^Done\."))


def test_a_cell_is_changed_stopped_and_brought_back(visited):
    page = visited("parameters")
    book = page.evaluate(SHOWN)
    code = page.locator("div.cell_input").first.inner_text()
    assert run(page, "x = 20\nx + 1").inner_text().strip() == "21"

    error = run(page, "def half(x):\n    return x / 0\n\nhalf(1)").inner_text().strip()
    assert error == (
        "cell 1, line 4\n    half(1)\ncell 1, line 2, in half\n    return x / 0\n"
        "ZeroDivisionError: division by zero"
    )
    assert "cell 1, line 2" in run(page, "x = 1\nx = = 2").inner_text()
    assert (
        run(page, "raise SystemExit('enough')").inner_text().strip().endswith("SystemExit: enough")
    )
    assert "MemoryError" in run(page, "bytearray(11 * 10 ** 8)").inner_text()
    assert len(run(page, "print('a' * 10 ** 6)").inner_text()) < 110_000

    field = page.get_by_role("textbox", name="Code of cell 1")
    field.fill("print('begun')\nwhile True:\n    pass")
    field.press("Shift+Enter")
    page.get_by_text("begun", exact=True).wait_for()  # and the page answers
    button(page, "Stop").click()
    expect(status(page)).to_have_text(re.compile(r"^Stopped\. What was computed is gone"))
    assert "NameError" in run(page, "x").inner_text()

    figure = run(page, TRAINED).locator("[data-alive]")
    assert '"hidden": [9]' in figure.get_attribute("data-state")
    assert figure.get_by_role("button", name="Run", exact=True).is_visible()
    for theme in ["light", "dark"]:
        page.evaluate("(theme) => (document.body.dataset.theme = theme)", theme)
        assert violations(page) == {}
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    button(page, "Reset").click()
    assert page.locator("div.cell_input").first.inner_text().startswith(code[:40])
    assert page.evaluate(SHOWN) == book


def test_book_and_python_work_without_a_network(chromium, built_book, address):
    context = chromium.new_context()
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    with served(built_book) as host:
        page.goto(f"{host}/book/parameters.html")
        button(page, "Run").click()
        expect(status(page)).to_have_text(re.compile(r"^Done\."))
        page.evaluate(KEPT)
    page.reload()
    assert run(page, "print(6 * 7)").inner_text().strip() == "42"
    context.close()


def test_from_a_folder_the_buttons_say_what_to_do(visit, built_book, address):
    with visit(built_book / "book/parameters.html") as page:
        button(page, "Run").click()
        expect(status(page)).to_have_text(re.compile("from a folder. Serve the folder"))


def test_a_browser_without_webassembly_is_told_so(chromium, address):
    page = chromium.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{address}/book/parameters.html")
    button(page, "Edit").click()
    expect(status(page)).to_have_text(re.compile("^This browser cannot run Python in a page"))
    page.close()


@pytest.mark.parametrize("hung", ["caches.open", "Cache.prototype.put"])
def test_a_page_does_not_wait_for_storage(chromium, address, hung):
    context = chromium.new_context()
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    page.goto(f"{address}/book/parameters.html")
    button(page, "Run").click()
    expect(status(page)).to_have_text(re.compile(r"^Done\."))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    (worker,) = context.service_workers
    worker.evaluate(f"void ({hung} = () => new Promise(() => {{}}))")
    # Who waited would have no page from there: after minutes the browser fetches it by itself.
    assert page.reload().from_service_worker
    assert run(page, "print(6 * 7)").inner_text().strip() == "42"
    context.close()
