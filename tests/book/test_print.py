"""On paper: no buttons, nothing folded, and dark ink on a light page."""

import pytest

from course_lib.colours import LIGHT

pytestmark = [pytest.mark.browser, pytest.mark.slow(10)]


def test_a_printed_chapter_is_whole_and_light(visit, built_book):
    with visit(built_book / "book/feed_forward.html", color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        for gone in ["button", ".sidebar-drawer", ".content-icon-container", ".related-pages"]:
            assert not any(e.is_visible() for e in page.locator(gone).all()), gone
        answer = page.locator(".question-explanation").first
        assert answer.bounding_box()["height"] > 60  # more than its title
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT["page"][1:]))
