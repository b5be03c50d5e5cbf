"""A browser that may keep nothing, or has no room left: a sentence, and all goes on."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.book.test_lab import downloaded, opened
from tests.book.test_lab import site as site
from tests.book.test_live_python import address as address
from tests.book.test_live_python import button, status
from tests.tools.browser import QUIET, served
from tests.tools.lab import places, write
from tests.tools.patience import MILLISECONDS

pytestmark = [pytest.mark.browser, pytest.mark.slow(60)]
NAME = "ps1_feed_forward"
NOTHING = re.compile("This browser keeps nothing for this page, as in a private window: download")
TOLD = re.compile(r"^Done\..* This browser keeps nothing of it, for its storage is full or forb")
# Chromium looks only now and then whether there is room in IndexedDB: a test would have to wait.
NO_ROOM = """() => void (IDBObjectStore.prototype.put = () => {
  throw new DOMException("There is no room.", "QuotaExceededError");
})"""
FULL = re.compile("could not keep your work: its storage is full or forbidden. Download it, and k")


@pytest.fixture
def forbidden(chromium, tmp_path):
    """A page of a browser that is set to keep nothing for any site.

    It is the whole of Chromium: without its windows there are no settings.
    """
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=shutil.which("chromium"), args=QUIET
    )
    context.set_default_timeout(MILLISECONDS)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def page(chromium):
    """A page of a browser of its own."""
    context = chromium.new_context()
    context.set_default_timeout(MILLISECONDS)
    yield context.new_page()
    context.close()


def fill(page):
    """Leave no room for what the site of this page might keep."""
    origin = page.evaluate("location.origin")
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})


def runs_and_tells_once(page):
    """Run a cell twice: it runs, and what is not kept is told the first time."""
    button(page, "Run").click()
    expect(status(page)).to_have_text(TOLD)
    button(page, "Run").click()
    expect(status(page)).to_have_text(re.compile(r"^Done\.(?!.*keeps nothing)"))


def test_where_nothing_may_be_kept_the_page_and_its_python_go_on(forbidden, address):
    forbidden.goto(f"{address}/book/parameters.html")
    runs_and_tells_once(forbidden)
    theme = forbidden.locator("body").get_attribute("data-theme")
    forbidden.locator(".theme-toggle:visible").click()
    assert forbidden.locator("body").get_attribute("data-theme") != theme


def test_without_room_the_pages_python_goes_on(page, address):
    page.goto(f"{address}/book/parameters.html")
    fill(page)
    runs_and_tells_once(page)


def test_where_nothing_may_be_kept_a_notebook_is_still_handed_in(forbidden, site):
    with served(site) as host:
        opened(forbidden, host, places(site)[NAME])
        expect(forbidden.locator(".course-bar")).to_have_text(NOTHING)
        write(forbidden, {"sigmoid-try": "print('mine')"})
        assert "print('mine')" in json.dumps(downloaded(forbidden)[1])
        forbidden.goto(f"{host}/notebooks.html")
        expect(forbidden.locator("#notebooks > p")).to_have_text(NOTHING)
        expect(forbidden.locator(f"#{NAME} li")).to_have_text(["Not begun: open it"])


def test_without_room_a_notebook_says_so_and_is_still_handed_in(page, site):
    with served(site) as host:
        opened(page, host, places(site)[NAME])
        page.evaluate(NO_ROOM)
        write(page, {"sigmoid-try": "print('mine')"})  # which JupyterLab saves by itself
        expect(page.locator(".course-bar")).to_contain_text(FULL)
        expect(page.locator(".jp-Dialog")).to_contain_text("There is no room.")  # below the bar
        assert "print('mine')" in json.dumps(downloaded(page)[1])


def test_a_browser_without_room_opens_a_notebook_all_the_same(page, site):
    page.add_init_script(f"({NO_ROOM})()")
    with served(site) as host:
        opened(page, host, places(site)[NAME])
        expect(page.locator(".course-bar")).to_contain_text(FULL)  # before a word is lost
        write(page, {"sigmoid-try": "print('mine')"})
        assert "print('mine')" in json.dumps(downloaded(page)[1])
        page.goto(f"{host}/notebooks.html")
        expect(page.locator(f"#{NAME} li")).to_have_text(["Not begun: open it"])
