"""The book on paper: numbered pages, contents that lead to the chapters, and nothing to press."""

import re
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.tools.places import ROOT
from website.pdf import beginnings, order, printed, write
from website.tools import BuildError

pytestmark = [pytest.mark.browser, pytest.mark.slow(60)]
CONTENTS = 1  # the page after the cover


@pytest.fixture(scope="module")
def pdf(built_book):
    return write()


@pytest.fixture(scope="module")
def texts(pdf):
    """What stands on each page, without ligatures."""
    return [normalize("NFKC", page.extract_text()) for page in PdfReader(pdf).pages]


def titles(built_book):
    """The title of each page of the site, in the order of the contents."""
    names = [name for _, pages in order(ROOT) for name in pages]
    texts = [(built_book / f"book/{name}.html").read_text(encoding="utf-8") for name in names]
    return {
        name: re.search(r"<h1>([^<]+)", text)[1] for name, text in zip(names, texts, strict=True)
    }


def test_every_page_has_its_number(texts):
    assert len(texts) > 60
    for number, text in enumerate(texts, 1):
        assert text.split()[-1] == str(number)


def test_the_contents_have_every_chapter_its_page_and_a_link_to_it(pdf, texts, built_book):
    begins, place = beginnings(pdf, ROOT), 0
    links = [link.get_object() for link in PdfReader(pdf).pages[CONTENTS]["/Annots"]]
    leads = [str(link["/Dest"]).lstrip("/") for link in links]
    assert leads == list(titles(built_book))
    for name, title in titles(built_book).items():
        place = texts[CONTENTS].index(f"{title} {begins[name]}\n", place)
        assert title in texts[begins[name] - 1].splitlines()


def test_there_is_nothing_to_press(texts, visit):
    lines = {line.strip() for text in texts for line in text.splitlines()}
    assert not {"Check", "Copy", "Train", "Reset", "Play", "Step"} & lines
    with visit(ROOT / "_build/pdf/book.html") as page:
        page.emulate_media(media="print")
        assert page.locator("[data-figure][data-alive]").count() >= 8
        controls = "button, select, textarea, [type=range], [type=text], table:has(input, button)"
        pressed = page.locator(f":is({controls})").locator("visible=true")
        assert pressed.count() == 0
        assert page.locator("form.question details:not([open])").count() == 0


def test_the_answers_of_each_chapter_stand_at_its_end(texts):
    for title in ("Optimizers, and when they fail", "Feed-forward structure"):
        start = next(
            i for i, text in enumerate(texts) if title in text.splitlines() and i > CONTENTS
        )
        after = "\n".join(texts[start:])
        assert 0 < after.index("Check yourself 1") < after.index("What we have seen")
        assert (
            after.index("What we have seen") < after.index("\nAnswers\n") < after.index("1. Answer")
        )


def test_a_link_leads_into_the_book_or_is_only_text():
    text = """<article><h1 id="one">One</h1><a href="two.html#x">two</a><a href="#one">here</a>
    <a href="../exercises/ps.ipynb">get</a><a href="https://example.org/">out</a></article>"""
    body = printed(text, "one", {"one", "two"}).body
    assert re.findall(r'href="([^"]+)"', body) == ["#two.x", "#one.one", "https://example.org/"]
    assert 'id="one.one"' in body and ">get</a>" in body


def test_without_a_built_book_it_says_what_to_run(tmp_path):
    with pytest.raises(BuildError, match="run `make pdf`"):
        write(tmp_path)
