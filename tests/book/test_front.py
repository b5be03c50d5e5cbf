"""The front door, the page for wrong addresses, and what search engines read."""

import re
from importlib.metadata import version

import pytest
from PIL import Image

from tests.book.test_book import CHAPTERS
from tests.tools.browser import served
from tests.tools.places import pages_of
from website.build import build

TEXT = "# Start\n\nA first sentence that is long enough to say what this page is about, and more.\n"


def test_every_chapter_has_a_title_and_a_description_of_its_own(built_book):
    found = set()
    for chapter in CHAPTERS:
        text = (built_book / "book" / f"{chapter}.html").read_text(encoding="utf-8")
        assert re.search(r"<title>[^<]{5,} - Basic Deep Learning</title>", text)
        described = re.search(r'<meta name="description" content="([^"]+)">', text)[1]
        assert 60 <= len(described) <= 200 and "$" not in described
        found.add(described)
    assert len(found) == len(CHAPTERS)


def test_the_front_door_is_a_page_and_no_redirect(built_book):
    text = (built_book / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' not in text.lower() and "<h1>Basic Deep Learning</h1>" in text
    assert all(f'href="book/{chapter}.html"' in text for chapter in CHAPTERS)


def test_every_page_says_to_search_engines_what_it_is(built_book):
    for path in pages_of(built_book):
        assert '<meta name="description" content="' in path.read_text("utf-8"), path
    front = (built_book / "index.html").read_text(encoding="utf-8")
    described = re.search(r'<meta name="description" content="([^"]+)">', front)[1]
    assert f"<p>{described} It is a book" in front


def test_without_an_address_nothing_speaks_of_one(built_book):
    assert not (built_book / "sitemap.xml").exists()
    assert (built_book / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    page = (built_book / "book/start.html").read_text(encoding="utf-8")
    assert not any(word in page for word in ["canonical", "og:image", "Edit this page"])


def test_the_foot_of_a_page_says_version_date_and_licence(built_book):
    for name in ["start", "parameters", "reference"]:
        text = (built_book / f"book/{name}.html").read_text(encoding="utf-8")
        foot = text.partition('<div class="colophon">')[2]
        assert f"Version {version('course_lib')}" in foot
        assert re.search(r"<time>20\d\d-\d\d-\d\d</time>", foot)
        assert 'href="about.html"' in foot and 'href="accessibility.html"' in foot


def test_one_setting_gives_the_links_to_edit_and_to_report(small_book):
    root = small_book(TEXT)
    config, home = root / "_config.yml", "https://example.org/deep"
    text = config.read_text()
    config.write_text(text.replace('course_repository: ""', f"course_repository: {home}"))
    page = (build(root) / "book/start.html").read_text(encoding="utf-8")
    assert f'<a href="{home}/edit/main/book/start.md">Edit this page</a>' in page
    assert f'<a href="{home}/issues/new?title=Start%3A+&amp;body=In+book%2Fstart.md' in page


@pytest.mark.browser
def test_the_search_finds_a_term_and_its_excerpts_are_plain(chromium, built_book):
    with served(built_book) as address:
        page = chromium.new_page()
        page.goto(f"{address}/search.html?q=vanishing+gradient")
        found = page.locator("#search-results li", has_text="Optimizers")
        found.locator(".context").wait_for()
        assert "gradients vanish" in found.locator(".context").inner_text()
        page.goto(f"{address}/search.html?q=backpropagation")
        page.locator("#search-results .context").first.wait_for()
        for excerpt in page.locator("#search-results .context").all():
            assert not re.search(r"\\[a-z]+|\^\{|\n", excerpt.text_content())
        page.close()


def test_one_setting_gives_the_addresses(small_book):
    root = small_book(TEXT)
    config, base = root / "_config.yml", "https://example.org/deep/"
    config.write_text(config.read_text().replace('baseurl: ""', f"baseurl: {base}"))
    html = build(root)
    page = (html / "book/start.html").read_text(encoding="utf-8")
    assert f'<meta property="og:image" content="{base}_static/preview.png">' in page
    with Image.open(html / "_static/preview.png") as picture:
        assert picture.size == (1200, 630)
    assert f'<link rel="canonical" href="{base}book/start.html">' in page
    assert f"<loc>{base}book/start.html</loc>" in (html / "sitemap.xml").read_text()
    assert f"Sitemap: {base}sitemap.xml" in (html / "robots.txt").read_text()
    assert f'<base href="{base}">' in (html / "404.html").read_text(encoding="utf-8")
