"""The marks of the claims: out of the reader's way, and there for whoever asks."""

import pytest

from course_lib.colours import LIGHT

pytestmark = [pytest.mark.browser, pytest.mark.slow(20)]
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}


@pytest.fixture
def chapter(visit, built_book):
    """`with chapter() as page`."""
    return lambda **options: visit(built_book / "book/what_is_deep.html", **options)


def seen(page):
    return sum(mark.is_visible() for mark in page.locator(".claim").all())


def test_the_marks_are_hidden_until_the_switch_shows_them_and_this_is_kept(chapter):
    with chapter() as page:
        assert seen(page) == 0
        page.get_by_label("Mark the lecture’s claims").focus()
        page.keyboard.press("Space")
        assert seen(page) > 20 and page.url.endswith("what_is_deep.html?claims=shown")
        page.goto(page.url.replace("what_is_deep.html?claims=shown", "feed_forward.html"))
        assert seen(page) > 20
        page.get_by_label("Mark the lecture’s claims").uncheck()
        assert seen(page) == 0 and "claims" not in page.url
        page.reload()
        assert seen(page) == 0


def test_the_address_alone_shows_them(chapter):
    with chapter() as page:
        page.goto(page.url + "?claims=shown")
        assert seen(page) > 20 and page.get_by_label("Mark the lecture’s claims").is_checked()


def test_a_finger_leads_from_a_mark_to_its_claim_and_back(chapter):
    with chapter(**PHONE) as page:
        page.goto(page.url + "?claims=shown")
        page.get_by_role("link", name="A1: The input passes").first.tap()
        page.wait_for_url("**/claims.html#claim-a1")
        row = page.locator("tr", has=page.locator("#claim-a1"))
        row.get_by_role("link", name="shown").tap()
        page.wait_for_url("**/what_is_deep.html#claim-a1-shown")


def test_who_comes_from_the_table_sees_the_one_mark(chapter):
    with chapter() as page:
        page.goto(page.url.replace("what_is_deep.html", "claims.html"))
        page.locator("tr", has=page.locator("#claim-a1")).get_by_role("link", name="told").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/what_is_deep.html#claim-a1-told")
        assert seen(page) == 1 and page.locator(".claim:target").is_visible()
        colour = page.locator(".claim:target").evaluate("(e) => getComputedStyle(e).color")
        assert colour == "rgb({}, {}, {})".format(*bytes.fromhex(LIGHT["ink"][1:]))


def test_without_scripts_there_is_no_switch_that_does_nothing(chapter):
    with chapter(java_script_enabled=False) as page:
        assert seen(page) == 0
        assert not page.get_by_label("Mark the lecture’s claims").is_visible()
