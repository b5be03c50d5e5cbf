"""A figure on a page of its own, opened from a folder with the network cut."""

import pytest

from course_lib.figures.widget import scripts_of
from tests.tools.places import ROOT

FOLDER = ROOT / "course_lib" / "figures"
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}


@pytest.fixture
def show(visit, tmp_path):
    """`with show(figure, width=390) as page`."""

    def shown(figure, width=1000, **options):
        data, _ = figure._repr_mimebundle_()
        scripts = [script.as_uri() for script in scripts_of(figure.figure)]
        tags = "".join(f'<script defer src="{script}"></script>' for script in scripts)
        path = tmp_path / "page.html"
        path.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>a figure</title>'
            f'{tags}<body data-theme="light">{data["text/html"]}</body></html>'
        )
        return visit(path, width, **options)

    return shown


def slide(page, slider, share):
    """Touch a slider at this share of its length."""
    box = slider.bounding_box()
    slider.tap(position={"x": share * box["width"], "y": box["height"] / 2})


def draw(page, picture, places):
    """A finger goes through places, given as shares of a picture's width and height."""
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    touch = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(places):
        point = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
        kind = "touchMove" if number else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def pause(figure):
    """Pause a run, and wait until it stands: a worker hands it back."""
    figure.get_by_role("button", name="Pause", exact=True).click()
    figure.get_by_role("button", name="Run", exact=True).wait_for()


def opened(figure):
    """Open one panel of a figure after the other; once where it has none."""
    tabs = figure.get_by_role("tab").all()
    for tab in tabs:
        if tab.get_attribute("aria-selected") != "true":
            tab.click()
        yield tab
    if not tabs:
        yield None


def reached(figure, label):
    """Find a field by its label, and open its panel."""
    field = figure.get_by_label(label, exact=True)
    panel = field.locator("xpath=ancestor::*[@role='tabpanel']")
    if panel.count() and not panel.is_visible():
        figure.get_by_role("tab", name=panel.get_attribute("aria-label"), exact=True).click()
    return field
