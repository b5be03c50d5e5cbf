"""What a page costs its reader: bytes, requests, and nobody else asked."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from tests.book.test_book import CHAPTERS
from tests.tools.places import pages_of

pytestmark = [pytest.mark.browser, pytest.mark.slow(30)]
REQUESTS = 20
KILOBYTES = {"without a moving figure": 120, "with one": 160}


def loaded_by(chromium, path):
    """Give all files that a browser asks for when it shows a page, the page itself too."""
    page, asked = chromium.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    page.close()
    return [url for url in asked if not url.startswith("data:")]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_light(chromium, built_book, chapter):
    path = built_book / "book" / f"{chapter}.html"
    asked = loaded_by(chromium, path)
    assert len(asked) <= REQUESTS
    assert all(url.startswith(built_book.as_uri()) for url in asked)
    files = [Path(unquote(urlparse(url).path)) for url in asked]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files) / 1000
    moving = "data-figure=" in path.read_text(encoding="utf-8")
    assert weight <= KILOBYTES["with one" if moving else "without a moving figure"]


def test_nothing_lies_in_the_site_that_no_page_loads(built_book):
    pages = "".join(p.read_text(encoding="utf-8") for p in pages_of(built_book))
    for path in (built_book / "_static").rglob("*"):
        if path.is_file() and path.suffix != ".woff2":
            assert f"_static/{path.relative_to(built_book / '_static')}" in pages, path


def test_every_script_but_the_first_waits_for_the_page(built_book):
    text = (built_book / "book/what_is_deep.html").read_text(encoding="utf-8")
    scripts = [part.partition(">")[0] for part in text.split("<script ")[1:]]
    assert "theme.js" in scripts[0] and len(scripts) > 3
    assert all("defer" in script for script in scripts[1:])
