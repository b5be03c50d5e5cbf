"""On paper: no buttons, nothing folded, dark ink on a light page, and the answers at the end."""

import io
import re
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from course_lib.colours import LIGHT

pytestmark = [pytest.mark.browser, pytest.mark.slow(10)]


def test_a_printed_chapter_is_whole_and_light(visit, built_book):
    with visit(built_book / "book/feed_forward.html", color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        for gone in [
            "button",
            ".skip-to-content",
            ".sidebar-drawer",
            ".content-icon-container",
            ".related-pages",
        ]:
            assert not any(e.is_visible() for e in page.locator(gone).all()), gone
        answer = page.locator(".question-explanation").first
        assert answer.bounding_box()["height"] > 60  # more than its title
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT["page"][1:]))


def on_paper(page):
    """What stands on the sheets of a printed page."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return " ".join(normalize("NFKC", " ".join(s.extract_text() for s in sheets)).split())


def test_answers_stand_at_the_end_with_the_numbers_of_their_questions(visit, built_book):
    with visit(built_book / "book/optimizers.html") as page:
        text = on_paper(page)
        chapter, _, answers = text.rpartition(" Answers ")
        count = page.locator("form.question").count()
        numbers = [str(n) for n in range(1, count + 1)]
        assert count >= 4 and re.findall(r"Check yourself (\d+)", chapter) == numbers
        assert re.findall(r"(\d+)\. Answer: ", answers) == numbers
        assert "What we have seen" in chapter and "Answer" not in chapter
        assert "Answer: −0.2" in answers
        assert page.locator("form.question details").count() == count  # as before
        assert page.locator(".answers").count() == 0


def test_a_moving_figure_is_a_still_with_a_caption(visit, built_book):
    with visit(built_book / "book/optimizers.html") as page:
        caption = page.locator(".cf > p")
        assert "A playground" in caption.text_content() and not caption.is_visible()
        assert "is trained on the circle. (The figure moves on the website" in on_paper(page)


def test_a_long_table_begins_where_it_stands(visit, built_book):
    with visit(built_book / "book/claims.html") as page:
        first = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
        assert "The input passes through transformations" in first
