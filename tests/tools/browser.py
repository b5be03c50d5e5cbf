"""A browser and the built site for tests."""

import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.tools.patience import MILLISECONDS
from tests.tools.places import ROOT, SITE
from website.tools import find_chromium

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Every figure of a page is drawn at once, also those that wait until a reader comes near.
DRAWN = """addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll("[data-figure]")) globalThis.courseEnliven?.(place);
})"""


@pytest.fixture(scope="session")
def built_book():
    """The folder of the website: where its sources have changed, built from scratch."""
    command = [sys.executable, "-m", "website.build", "--if-changed", "--clean"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return SITE


@pytest.fixture(scope="module")
def chromium():
    """A headless browser; it ends with the module, for two cannot be driven at once."""
    path = find_chromium()
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write what it is asked."""

    def log_message(self, *args):
        pass


@contextmanager
def served(folder, handler=Quiet):
    """Serve a folder; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium):
    """`with visit(path, width=390) as page`: offline, and nothing goes wrong or elsewhere."""

    @contextmanager
    def visited(path, width=1280, **options):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, offline=True, **options)
        context.set_default_timeout(MILLISECONDS)
        context.add_init_script(DRAWN)
        page, errors, elsewhere = context.new_page(), [], []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: m.type in ("error", "warning") and errors.append(m.text))
        page.on("request", lambda request: elsewhere.append(request.url))
        page.goto(path.as_uri())
        try:
            yield page
            assert errors == []
            assert [u for u in elsewhere if not re.match(r"(file|data|blob):", u)] == []
        finally:
            context.close()

    return visited
