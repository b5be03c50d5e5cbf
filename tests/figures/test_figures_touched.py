"""Figures under a finger, on a telephone."""

import re
from types import SimpleNamespace

import pytest

from course_lib.figures import (
    ApproximationByHand,
    FoldingPlane,
    LossSurface,
    NetworkToTouch,
    NotGood,
    ParameterCounter,
    PlaneThroughLayers,
    Playground,
    SevenExercises,
    UntangleSpirals,
)
from tests.tools.figure_page import PHONE, draw, reached, slide

pytestmark = pytest.mark.browser


def test_a_finger_draws_a_target(show):
    with show(ApproximationByHand("own"), **PHONE) as page:
        picture = page.locator("svg[role=slider]")
        draw(page, picture, [(0, 0.5), (0.1, 0.4), (0.25, 1 / 6)])
        assert picture.get_attribute("aria-valuetext") == "point 6 of 21, height 1"
        slide(page, page.get_by_label("pieces q").last, 0.5)
        assert re.match(r"q = 6\d:", page.get_by_role("status").inner_text())


def test_a_finger_pulls_the_start_of_descent(show):
    with show(LossSurface(), **PHONE) as page:
        picture = page.locator("svg[role=slider]")
        draw(page, picture, [(0.5, 0.5), (0.6, 0.4), (0.75, 0.25)])
        assert picture.get_attribute("aria-valuetext") == "w 1.5, a 1.5"
        slide(page, page.get_by_label("steps").last, 0.02)
        assert "after 0 steps" in page.get_by_role("status").inner_text()


def test_a_finger_turns_a_weight(show):
    with show(NetworkToTouch(), **PHONE) as page:
        said = page.get_by_role("status")
        page.locator("svg [role=button]").nth(4 + 6 + 1).tap()
        assert said.inner_text().startswith("h²₂: ")
        page.locator("td button").first.tap()
        assert said.inner_text().startswith("Weight from unit 1 to unit 1.")
        slide(page, page.get_by_role("slider"), 0.98)
        assert page.locator("td [aria-pressed=true]").inner_text() in ("2.90", "2.95", "3.00")


def test_a_finger_leaves_tanh_out_and_goes_through_training(show):
    with show(NotGood(), **PHONE) as page:
        slide(page, page.get_by_label("epochs of training"), 0.02)
        assert page.get_by_role("status").inner_text().startswith("After 0 epochs")
        page.get_by_label("leave tanh out").last.tap()
        assert "parallelogram" in page.get_by_role("status").inner_text()


def test_a_finger_goes_through_the_layers(show):
    with show(PlaneThroughLayers(), **PHONE) as page:
        page.get_by_role("button", name="next step").tap()
        assert "Step 1 of 5" in page.get_by_role("status").inner_text()
        slide(page, page.get_by_role("slider"), 0.98)
        assert "Step 5 of 5" in page.get_by_role("status").inner_text()
        page.get_by_label("leave g out").last.tap()
        assert "as well as one can" in page.get_by_role("status").inner_text()


def test_the_plane_flows_by_itself_and_stands_still_where_nothing_shall_move(show):
    with show(FoldingPlane(epochs=60), **PHONE) as page:
        button, sliders = page.get_by_role("button"), page.get_by_role("slider")
        page.get_by_text("the last shift.").wait_for()
        button.filter(has_text="Play").wait_for()  # it has come to the end
        slide(page, sliders.nth(1), 0.01)
        assert "After 0 steps of training" in page.get_by_role("status").inner_text()
        slide(page, sliders.first, 0.01)
        assert "The plane as it comes in" in page.get_by_role("status").inner_text()
        button.tap()
        page.get_by_text("· W¹").wait_for()
        button.tap()
        assert button.inner_text() == "Play"
    with show(FoldingPlane(epochs=60), reduced_motion="reduce") as page:
        page.get_by_text("After 60 steps of training").wait_for()
        assert page.get_by_role("button").inner_text() == "Play"
        assert page.get_by_role("slider").first.input_value() == "0"


def test_a_finger_adds_a_point_and_trains(show):
    with show(Playground(data="simple"), **PHONE) as page:
        page.locator(".cf-own canvas").tap(position={"x": 20, "y": 20})
        assert page.locator("pre").text_content().count("],[") == 13
        page.get_by_role("button", name="Step", exact=True).tap()
        assert page.locator(".cf-numbers dd").first.inner_text() == "1"


def test_a_finger_does_an_exercise(show):
    with show(SevenExercises(), **PHONE) as page:
        page.get_by_role("button", name=re.compile("^exercise 4:")).tap()
        page.get_by_text("It gets past every straight line.").tap()
        page.get_by_role("button", name="Run").tap()
        page.get_by_text("You said so.").wait_for()  # the run is over
        row = page.get_by_role("row").filter(has_text="4. A non-linear network")
        assert re.search(r"yes\s+0\.\d{3} and 0\.\d{3}\s+0", row.inner_text())
        assert page.get_by_role("cell", name="–").count() == 3 * 6  # the others are to come
        assert page.locator(".cf-cloud").is_hidden()
        page.get_by_role("button", name=re.compile("^exercise 5:")).tap()
        assert page.locator(".cf-cloud").is_visible()
        assert "yes" in row.inner_text()


@pytest.mark.parametrize("figure", [SevenExercises(), UntangleSpirals()])
def test_two_on_one_page_keep_their_own_predictions(show, figure):
    text = figure._repr_mimebundle_()[0]["text/html"]
    bundle = {"text/html": 2 * text}
    two = SimpleNamespace(figure=figure.figure, _repr_mimebundle_=lambda: (bundle, {}))
    with show(two) as page:
        first, second = page.locator(".cf").all()
        first.get_by_role("radio").nth(1).check()
        second.get_by_role("radio").nth(2).check()
        assert first.get_by_role("radio").nth(1).is_checked()


def test_a_finger_and_the_keyboard_meet_the_challenges_on_a_budget(show):
    with show(ParameterCounter(), **PHONE) as page:
        verdict = page.locator("p[role=status]")
        assert verdict.inner_text() == ""
        page.get_by_role("button", name="challenge 1").tap()
        assert "one unit more would still fit" in verdict.inner_text()
        units = page.get_by_label("units in the hidden 1 layer", exact=True)
        units.fill("21")
        assert verdict.inner_text() == "107 of 102: 5 too many."
        page.get_by_role("button", name="one unit less in the hidden 1 layer").tap()
        assert verdict.inner_text().startswith("102 of 102: met.")
        page.get_by_role("button", name="challenge 4").press("Enter")
        assert "49 still to be spent" in verdict.inner_text()
        assert page.get_by_role("button", name="challenge 1, met").inner_text() == "1 ✓"
        page.get_by_role("button", name="a bias in all but the last").press("Enter")
        page.get_by_label("units in the hidden 1 layer", exact=True).fill("8")
        page.get_by_role("button", name="between hidden 1 and output").press("Enter")
        page.get_by_label("units in the hidden 2 layer", exact=True).fill("5")
        assert verdict.inner_text().startswith("100 of 100: met.")
        page.get_by_role("button", name="no challenge").tap()
        assert page.locator("output").inner_text() == "100 parameters"


def test_a_field_says_what_it_does_not_take_and_shows_what_runs(show):
    with show(Playground(data="simple"), **PHONE) as page:
        for label, given, said in [
            ("learning rate", "-5", "−5 is not a number from 0 to 100. What runs is 0.01."),
            ("batch size", "1.5", "1.5 is not a whole number from 1 to 400. What runs is 10."),
            (
                "units in hidden layer 1",
                "60",
                "60 is not a whole number from 1 to 50. What runs is 6.",
            ),
        ]:
            field = reached(page, label)
            field.fill(given)
            field.press("Tab")
            alert = page.locator(".cf-refused")
            assert alert.inner_text() == said
            assert field.input_value() == said.split()[-1].rstrip(".")
            field.fill("2")
            field.press("Tab")
            assert alert.count() == 0 and field.input_value() == "2"


def test_a_finger_guesses_trains_and_switches_tanh_on(show):
    with show(UntangleSpirals(), **PHONE) as page:
        train, bend = (page.get_by_role("button", name=name) for name in ("Train", "Switch"))
        told = page.locator(".cf-told:not(:empty)")
        assert train.is_disabled() and bend.is_disabled()
        assert page.locator("dl").inner_text().split() == ["right", "46", "%"]
        assert not re.search("loss|epoch|layer 3|class", page.locator("body").inner_text())
        page.get_by_label("nearly all").tap()
        train.tap()
        told.wait_for()
        assert told.inner_text().startswith("56 % of the points are right. You expected more.")
        assert bend.inner_text() == "Switch on tanh"
        bend.tap()
        page.locator(".cf-told", has_text="100 % of the points are right.").wait_for()
        bend.tap()
        assert page.get_by_label("nearly all").is_checked() and told.count() == 0
