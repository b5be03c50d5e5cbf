"""The front door, the page for wrong addresses, and what search engines read."""

import re

from tests.book.test_book import CHAPTERS
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


def test_without_an_address_nothing_speaks_of_one(built_book):
    assert not (built_book / "sitemap.xml").exists()
    assert (built_book / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert "canonical" not in (built_book / "book/start.html").read_text(encoding="utf-8")


def test_one_setting_gives_the_addresses(small_book):
    root = small_book(TEXT)
    config, base = root / "_config.yml", "https://example.org/deep/"
    config.write_text(config.read_text().replace('baseurl: ""', f"baseurl: {base}"))
    html = build(root)
    page = (html / "book/start.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{base}book/start.html">' in page
    assert f"<loc>{base}book/start.html</loc>" in (html / "sitemap.xml").read_text()
    assert f"Sitemap: {base}sitemap.xml" in (html / "robots.txt").read_text()
    assert f'<base href="{base}">' in (html / "404.html").read_text(encoding="utf-8")
