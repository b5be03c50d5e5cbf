"""The playground where the targets are numbers: one output, the squared error, a key of colours."""

import re

import numpy as np
import pytest

from course_lib.figures import CloudOfSeeds, Playground
from tests.figures.test_playground_hands import at, caption, code, number, press, unit
from tests.tools.figure_page import pause, reached

pytestmark = [pytest.mark.browser, pytest.mark.slow(20)]
ERROR = "mean squared error"
PIXELS = """(canvas, places) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const at = (share) => Math.floor(share * (width - 1));
  const first = ([x, y]) => 4 * (at((1 - y) / 2) * width + at((1 + x) / 2));
  return places.map((place) => [...data.slice(first(place), first(place) + 3)]);
}"""


def colours(page, *places):
    """The colours of places of the plane, -1 to 1 each way."""
    return np.array(page.locator(".cf-own canvas").evaluate(PIXELS, places))


def key(page):
    return page.get_by_role("img", name="colours from −1, orange, over 0 to 1, blue")


def test_a_run_learns_the_slope_and_its_colours_are_those_of_the_key(show):
    with show(Playground(data="slope", noise=0, rate=0.1, l2=0)) as page:
        assert page.get_by_text("and 1 output.").count() == 1
        assert key(page).is_visible() and unit(page, 2, 1).is_visible()
        assert not page.get_by_text("Accuracy. No straight line").is_visible()
        assert not page.get_by_text("accuracy", exact=True).is_visible()
        first = number(page, ERROR)
        press(page, "Run")
        page.wait_for_function(
            """(name) => [...document.querySelectorAll(".cf-numbers div")].some((row) =>
              row.firstChild.textContent === name && Number(row.lastChild.textContent) < 0.002)""",
            arg=ERROR,
        )
        pause(page)
        assert number(page, ERROR) < 0.002 < first
        low, high = colours(page, [-0.95, -0.95], [0.95, 0.95])
        orange, blue = np.array([0xD5, 0x5E, 0x00]), np.array([0x00, 0x72, 0xB2])
        assert abs(low - orange).max() < 60 and abs(high - blue).max() < 60
        assert "squared_error" in code(page) and "accuracy" not in code(page)


def test_a_change_of_kind_keeps_the_hidden_layers_and_is_undone(show):
    with show(Playground(hidden=[3], activations=["tanh"])) as page:
        for _ in range(20):
            press(page, "Step")
        unit(page, 1, 2).click()
        weight = reached(page, "weight from input 1").input_value
        trained, loss = weight(), number(page, "loss")
        reached(page, "data set").select_option("bumps")
        error = number(page, ERROR)
        assert number(page, "step") == 20 and number(page, "parameters") == 13
        assert weight() == trained and "# as it stood after 20 steps" in code(page)
        reached(page, "weight from input 1")
        heard = page.locator("body").aria_snapshot().lower()
        assert "show the output" in heard and not re.search("decision|accuracy", heard)
        press(page, "undo")
        assert number(page, "loss") == loss and number(page, "parameters") == 17
        assert page.get_by_text("accuracy", exact=True).is_visible()
        press(page, "redo")
        assert number(page, ERROR) == error and weight() == trained
        press(page, "Step")
        assert number(page, ERROR) != error and weight() != trained


def test_no_point_is_drawn_where_points_have_numbers_and_the_panel_says_so(show):
    with show(Playground(data="bumps")) as page:
        assert page.get_by_role("tab", name="Points").count() == 0
        page.mouse.click(*at(page, 0.5, 0.5))
        page.mouse.click(*at(page, 0.2, 0.1), button="right")
        assert "datasets.bumps(" in code(page)
        reached(page, "data set")
        assert page.get_by_text("The points have numbers, not classes: none are drawn").is_visible()
        assert caption(page).startswith("The plane: the ground is what the network gives")
        reached(page, "data set").select_option("own")
        assert page.get_by_role("tab", name="Points").is_visible()
        assert not page.get_by_text("The points have numbers").is_visible()
        assert "points[:, 2].astype(int)" in code(page)


def test_a_cloud_of_seeds_shows_how_the_errors_fall(show):
    settings = {"data": "slope", "noise": 0, "rate": 0.1, "l2": 0, "hidden": [], "activations": []}
    with show(CloudOfSeeds(settings, {**settings, "rate": 0.0001}, epochs=20)) as page:
        assert page.get_by_text("rate 0.1: mean squared error").is_visible()  # an empty frame
        press(page, "Train 20 seeds")
        told = page.get_by_text(re.compile("^With the same seeds, rate 0.0001 is ahead in 0 of 20"))
        told.wait_for()
        assert page.get_by_text(re.compile("20 of 20 runs get below 0.02")).count() == 1
        page.get_by_role("slider", name=re.compile("^the runs of rate 0.1:")).press("ArrowUp")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=re.compile("^rate 0.1, seed")).wait_for()
        assert key(page).is_visible()
