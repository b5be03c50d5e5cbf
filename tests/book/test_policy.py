"""Every page forbids what is not of the site, and works: from a folder, a server and a sub-path."""

import pytest

from tests.tools.browser import served
from tests.tools.patience import MILLISECONDS
from tests.tools.places import pages_of

pytestmark = [pytest.mark.browser, pytest.mark.slow(30)]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'"
)
WITH_PYTHON = POLICY.replace(
    "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
)


# JupyterLite has inline scripts and `eval`, and widgets come as blobs.
IN_THE_LAB = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data:; manifest-src 'self'"
)

DENIED = """if (navigator.clipboard) navigator.clipboard.writeText = async () => {
  throw new DOMException("Write permission denied.", "NotAllowedError");
}"""


@pytest.fixture(scope="module", params=["a folder", "a server", "a sub-path"])
def address(request, built_book, tmp_path_factory):
    """Where the site is found."""
    if request.param == "a folder":
        yield built_book.as_uri()
        return
    root, path = built_book, ""
    if request.param == "a sub-path":
        root, path = tmp_path_factory.mktemp("host"), "/courses/deep"
        (root / "courses").mkdir()
        (root / "courses/deep").symlink_to(built_book)
    with served(root) as host:
        yield host + path


@pytest.fixture
def page(chromium, address):
    """A page that says nothing into the console, and asks only the site."""
    context = chromium.new_context()
    context.set_default_timeout(MILLISECONDS)
    page, said, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: m.type in ("error", "warning") and said.append(m.text))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_every_page_has_the_policy_before_all_that_it_loads(built_book):
    for path in pages_of(built_book):
        text = path.read_text(encoding="utf-8")
        first = min(text.find(mark) for mark in ("<link", "<script", "<style") if mark in text)
        policy = WITH_PYTHON if "data-python=" in text else POLICY
        assert 0 < text.find(f'http-equiv="Content-Security-Policy" content="{policy}"') < first


def test_only_pages_with_code_to_run_let_a_worker_run_it(built_book):
    if (built_book / "python").exists():
        live = {p for p in pages_of(built_book) if "data-python=" in p.read_text("utf-8")}
        assert built_book / "book/what_is_deep.html" in live
        assert not {built_book / f"book/{name}.html" for name in ["claims", "status"]} & live


def test_the_pages_of_the_lab_have_their_own_policy_before_all_that_they_load(built_book):
    if (built_book / "python").exists():
        pages = sorted((built_book / "lab").rglob("*.html"))
        names = [path.relative_to(built_book).as_posix() for path in pages]
        assert names == ["lab/index.html", "lab/notebooks/index.html"]
        for path in pages:
            head = path.read_text(encoding="utf-8").partition("<head>")[2]
            policy = f'<meta http-equiv="Content-Security-Policy" content="{IN_THE_LAB}">'
            assert head.startswith(policy)


def test_what_moves_and_what_is_asked_works_under_the_policy(page, address):
    page.goto(f"{address}/book/counting_parameters.html")
    page.locator('[data-figure="parameter_counter"]').scroll_into_view_if_needed()
    page.get_by_role("button", name="no bias").click()
    assert page.locator('[data-figure="parameter_counter"] output').inner_text() == "69 parameters"
    page.locator("form.question button").first.click()
    assert page.locator("form.question output").first.inner_text() == "Write a number."
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")


def test_light_and_dark_are_chosen_and_kept_before_anything_is_painted(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/book/start.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".theme-toggle:visible").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{address}/book/notation.html")
    assert page.evaluate(ground) == dark
    script = page.locator("body > *").first
    assert "theme.js" in script.get_attribute("src") and not script.get_attribute("defer")


def test_the_search_works_under_the_policy(page, address):
    page.goto(f"{address}/book/start.html")
    page.locator(".sidebar-search").fill("collapse")
    page.keyboard.press("Enter")
    page.locator("#search-results li").first.wait_for()
    if not address.startswith("file:"):
        page.locator("#search-results p.context").first.wait_for()
    page.locator("#search-results a", has_text="What is deep?").first.click()
    assert page.locator("h1").inner_text().startswith("What is deep?")


def test_code_is_copied(chromium, built_book):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((built_book / "book/feed_forward.html").as_uri())
    code = page.locator("div.cell_input .highlight").first
    code.hover()
    code.get_by_role("button", name="Copy this code").click()
    code.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == code.locator("pre").text_content()
    context.close()


def test_where_no_page_may_copy_the_program_is_marked(page, address):
    page.add_init_script(DENIED)
    page.goto(f"{address}/book/optimizers.html")
    marked = "getSelection().toString().trim()"
    code = page.locator("div.cell_input .highlight").first
    code.hover()
    code.get_by_role("button", name="Copy this code").click()
    code.get_by_text("Not allowed here: it is marked").wait_for()
    assert page.evaluate(marked) == code.locator("pre").inner_text().strip()
    page.locator('[data-figure="playground"]').first.scroll_into_view_if_needed()
    panel = page.locator(".cf-python").first
    panel.locator("summary").click()
    panel.get_by_role("button", name="copy").click()
    panel.get_by_text("The program is marked: copy it by hand.").wait_for()
    assert page.evaluate(marked) == panel.locator("pre").inner_text().strip()
