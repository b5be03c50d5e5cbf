"""Figures on a page of their own, opened from a folder with the network cut."""

import re

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, fit
from course_lib.approximation import largest_error, relu_interpolant, step_network
from course_lib.figures import (
    ApproximationByHand,
    Figure,
    LossSurface,
    NetworkToTouch,
    NotGood,
    ParameterCounter,
    PlaneThroughLayers,
    Playground,
    SevenExercises,
)
from course_lib.linear import best_half_plane
from tests.tools.places import ROOT

pytestmark = pytest.mark.browser
FOLDER = ROOT / "course_lib" / "figures"
FIGURES = sorted(Figure.__subclasses__(), key=lambda figure: figure.__name__)
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture
def show(visit, tmp_path):
    """`with show(figure, width=390) as page`."""

    def shown(figure, width=1000, **options):
        data, _ = figure._repr_mimebundle_()
        scripts = [(FOLDER / f"{name}.bundle.js").as_uri() for name in (figure.figure, "mount")]
        tags = "".join(f'<script defer src="{script}"></script>' for script in scripts)
        path = tmp_path / "page.html"
        path.write_text(
            f'<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>a figure</title>'
            f"{tags}<body>{data['text/html']}</body></html>"
        )
        return visit(path, width, **options)

    return shown


@pytest.mark.parametrize("figure", FIGURES)
def test_it_fits_a_telephone_in_light_and_dark(show, figure):
    with show(figure(), **PHONE) as page:
        assert page.locator("[data-alive]").count() == 1
        for summary in page.locator("summary").all():
            summary.tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        named = "e => e.ariaLabel || e.textContent || e.labels?.length"
        controls = ".cf :is(button, input, select, textarea, [role=button], [role=slider])"
        for element in page.locator(controls).all():
            assert element.evaluate(named)
        for picture in page.locator(".cf :is(svg, canvas)").all():
            assert len(picture.get_attribute("aria-label")) > 10
        for theme, colour in {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}.items():
            page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)
            ground = page.locator(".cf").evaluate("e => getComputedStyle(e).backgroundColor")
            assert ground == colour


@pytest.mark.parametrize("figure", FIGURES)
def test_the_keyboard_reaches_everything_that_can_be_used(show, figure):
    with show(figure()) as page:
        for summary in page.locator("summary").all():
            summary.press("Enter")
        missed = """() => {
          const usable = ".cf :is(button, input, select, textarea, summary, [tabindex='0'])";
          const usual = (e) => !e.disabled && e.tabIndex >= 0 && e.type !== "radio";
          const left = (e) => usual(e) && !e.dataset.seen && e.checkVisibility();
          return [...document.querySelectorAll(usable)].filter(left).map((e) => e.outerHTML);
        }"""
        rounds = 0
        while rounds < 2:  # from wherever the focus is to the end, and once from the beginning
            page.keyboard.press("Tab")
            rounds += page.evaluate("document.activeElement === document.body")
            page.evaluate("document.activeElement.dataset.seen = 1")
        assert page.evaluate(missed) == []


@pytest.mark.parametrize("figure", FIGURES)
def test_hostile_text_in_every_field_stays_text(show, figure):
    with show(figure()) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for summary in page.locator("summary").all():
            summary.click()
        for field in page.locator(".cf :is(input:not([type]), textarea)").all():
            field.fill(HOSTILE)
            field.press("Tab")
        for button in page.get_by_role("button", name="use these points").all():
            button.click()
        for field in page.locator(".cf input[type=number]").all():
            for typed in ["-1e9", "1e999", "0.5", ""]:
                field.press("Control+a")
                page.keyboard.type(typed or "\b")
                field.press("Enter")
            field.press("Tab")
        assert page.locator(".cf :is(img, script)").count() == 0
        assert "NaN" not in page.locator(".cf").inner_text()


@pytest.mark.parametrize("figure", [PlaneThroughLayers, Playground, SevenExercises])
def test_what_is_painted_follows_the_page_into_the_dark(show, figure):
    with show(figure()) as page:

        def painted(theme):
            page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)
            return page.locator("canvas").last.evaluate("c => c.toDataURL()")

        light, dark = painted("light"), painted("dark")
        assert light != dark
        assert painted("light") == light


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


def test_a_finger_draws_a_target(show):
    with show(ApproximationByHand("own"), **PHONE) as page:
        picture = page.locator("svg[role=slider]")
        draw(page, picture, [(0, 0.5), (0.1, 0.4), (0.25, 1 / 6)])
        assert picture.get_attribute("aria-valuetext") == "point 6 of 21, height 1"
        slide(page, page.get_by_label("pieces n").last, 0.5)
        assert re.match(r"n = 6\d:", page.get_by_role("status").inner_text())


def test_a_finger_pulls_the_start_of_descent(show):
    with show(LossSurface(), **PHONE) as page:
        picture = page.locator("svg[role=slider]")
        draw(page, picture, [(0.5, 0.5), (0.6, 0.4), (0.75, 0.25)])
        assert picture.get_attribute("aria-valuetext") == "w 1.5, v 1.5"
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


def test_a_finger_adds_a_point_and_trains(show):
    with show(Playground(data="simple"), **PHONE) as page:
        page.get_by_label("data set").select_option("own")
        page.locator("canvas").first.tap(position={"x": 20, "y": 20})
        assert page.locator("pre").text_content().count("],[") == 13
        page.get_by_role("button", name="Step", exact=True).tap()
        assert page.locator(".cf-numbers dd").first.inner_text() == "1"


def test_a_finger_does_an_exercise(show):
    with show(SevenExercises(), **PHONE) as page:
        page.get_by_role("button", name=re.compile("^exercise 4:")).tap()
        page.get_by_text("It gets past every straight line.").tap()
        page.get_by_role("button", name="Run").tap()
        page.get_by_text("You said so.").wait_for()  # the run is over


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


@pytest.mark.parametrize("figure", FIGURES)
def test_without_scripts_a_sentence_stands_there(show, figure):
    with show(figure(), java_script_enabled=False) as page:
        assert figure().alternative() in page.locator("[data-figure]").inner_text()


def test_a_unit_shows_the_sum_that_the_library_computes(show):
    net = MLP([4, 6, 5, 3], "tanh", seed=0, output_bias=False)
    with show(NetworkToTouch(net, x=[1, 0, -1, 2])) as page:
        units = page.locator("svg [role=button]")
        values = [1, 0, -1, 2, *net.hidden([[1, 0, -1, 2]])[0][0]]
        for unit, value in zip(units.all(), values, strict=False):
            assert float(unit.text_content().replace("−", "-")) == pytest.approx(value, abs=0.006)
        units.nth(4 + 6 + 1).click()
        assert page.get_by_role("status").inner_text().startswith("h²₂: ")
        assert page.get_by_role("button", name="W²: 6 × 5").get_attribute("aria-pressed") == "true"
        assert page.locator("table tr").count() == 1 + 6 + 1 + 2  # with the bias, the sum and g
        assert page.locator("svg line[data-lit]").count() == 7


def test_a_weight_is_turned_by_keyboard_alone(show):
    with show(NetworkToTouch()) as page:
        page.locator("svg [tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.ariaLabel").startswith("hidden 1, unit 2")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        weight = page.locator("td [aria-pressed=true]")
        assert weight.get_attribute("aria-label").startswith("weight from 2 to 3")
        before = page.get_by_role("status").inner_text()
        page.keyboard.press("Tab")
        page.keyboard.press("Home")
        assert weight.inner_text() == "−3.00"
        assert page.get_by_role("status").inner_text() != before
        page.get_by_role("button", name="start again").press("Enter")
        page.locator("svg [tabindex='0']").press("ArrowLeft")
        page.get_by_role("slider").press("End")
        assert "Input unit 1 holds 3.00" in page.get_by_role("status").inner_text()


def test_one_hidden_layer_with_its_bias_can_be_shown(show):
    with show(NetworkToTouch(MLP([3, 4, 2], output_bias=False))) as page:
        assert page.locator("svg rect").count() == 1  # the unit that is always 1
        assert page.locator("svg line").count() == 3 * 4 + 4 + 4 * 2


@pytest.mark.parametrize("n", [1, 9])
def test_the_network_must_be_small_enough_to_draw(n):
    with pytest.raises(ValueError, match="2 to 5 layers of at most 8 units"):
        NetworkToTouch(MLP([9] * n + [2]))


@pytest.mark.parametrize("n", [2, 8, 100])
@pytest.mark.parametrize(
    ("target", "f"), [("wave", lambda x: np.sin(2 * np.pi * x)), ("root", np.sqrt)]
)
def test_the_errors_of_hand_built_networks_are_the_librarys(show, target, f, n):
    x = np.linspace(0, 1, 1001)
    parabola = np.polyval(np.polyfit(x, f(x), 2), x)
    expected = {
        "relu": largest_error(relu_interpolant(f, n), f, points=1001),
        "sigmoid": largest_error(step_network(f, n), f, points=1001),
        "square": abs(parabola - f(x)).max(),
        "no_bias": abs(x * (x @ f(x)) / (x @ x) - f(x)).max(),
    }
    with show(ApproximationByHand(target, "relu", n)) as page:
        for kind, error in expected.items():
            page.get_by_label("units").select_option(kind)
            said = page.get_by_role("status").inner_text()
            shown = re.search(r"error is ([0-9.e-]+[0-9])", said)[1]
            assert float(shown) == pytest.approx(error, rel=0.006)
            units = {"relu": n, "sigmoid": n - 1}.get(kind, 0)  # a best fit has none
            assert page.locator(".cf-unit").count() == (units if units <= 16 else 0)


def test_a_target_is_drawn_by_pointer_and_by_keyboard(show):
    with show(ApproximationByHand()) as page:
        page.get_by_label("target").select_option("own")
        picture = page.locator("svg[role=slider]")
        assert picture.get_attribute("aria-valuetext") == "point 1 of 21, height 0"
        box = picture.bounding_box()
        page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 6, steps=5)
        page.mouse.up()
        assert picture.get_attribute("aria-valuetext") == "point 6 of 21, height 1"
        picture.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        assert picture.get_attribute("aria-valuetext").startswith("point 7 of 21")
        page.get_by_label("pieces n").focus()
        before = page.get_by_role("status").inner_text()
        page.keyboard.press("End")
        assert (
            page.get_by_role("status").inner_text().startswith("n = 128") and before[:5] == "n = 8"
        )
        page.get_by_label("units").focus()
        page.keyboard.press("End")
        assert "a straight line through 0" in page.get_by_role("status").inner_text()


def test_not_good_is_learned_by_the_hidden_layer_and_by_no_line(show):
    x, y = np.array([[-1.0, 1], [1, 1], [1, -1], [-1, -1]]), np.array([1, 0, 1, 0])
    assert best_half_plane(x, y).accuracy == 0.75
    net = MLP([2, 2, 2], "tanh", seed=0)
    fit(net, x, y, Adam(0.05), epochs=150)
    with show(NotGood()) as page:
        assert "After 150 epochs 4 of 4 are right" in page.get_by_role("status").inner_text()
        rows = [row.locator("td").all_inner_texts() for row in page.locator("tr").all()[1:]]
        assert [row[0] for row in rows] == ["good", "not good", "not bad", "bad"]
        hidden = [[float(value) for value in row[2].split(",")] for row in rows]
        assert np.allclose(hidden, net.hidden(x)[0], atol=0.006)


def test_the_training_of_not_good_by_keyboard_and_a_hostile_sentence(show):
    with show(NotGood()) as page:
        page.get_by_label("epochs of training").focus()
        page.keyboard.press("Home")
        assert re.search(r"After 0 epochs [0-3] of 4", page.get_by_role("status").inner_text())
        page.get_by_label("leave tanh out").last.focus()
        page.keyboard.press("Space")
        assert "parallelogram" in page.get_by_role("status").inner_text()
        page.get_by_label("your own sentence").focus()
        page.keyboard.type("<img src=x onerror=alert(1)> not so good")
        last = page.locator("tr").last
        assert "<img src=x onerror=alert(1)>" in last.inner_text()
        assert "1.00, 1.00" in last.inner_text() and page.locator(".cf img").count() == 0
        assert "your own at 1.0, 1.0" in page.locator("svg").first.get_attribute("aria-label")


def test_descent_on_the_loss_surface_is_the_librarys(show):
    x = np.array([[-2], [-1], [-0.5], [0.5], [1], [2]])
    net = MLP([1, 1, 1], "tanh", bias=False)
    net.theta = [2.5, -1.5]
    fit(net, x, 1.5 * np.tanh(x), SGD(0.2), epochs=40, loss="squared_error")
    loss = ((net.forward(x) - 1.5 * np.tanh(x)) ** 2).mean()
    with show(LossSurface()) as page:
        said = page.get_by_role("status").inner_text()
        assert f"({net.theta[0]:.2f}, {net.theta[1]:.2f}), loss {loss:.4f}." in said


def test_the_two_minima_are_reached_by_keyboard_and_finger(show):
    with show(LossSurface(rate=0.5), 390, has_touch=True, is_mobile=True) as page:
        picture, said = page.locator("svg[role=slider]"), page.get_by_role("status")
        page.get_by_label("steps").last.focus()
        page.keyboard.press("End")
        assert "after 100 steps" in said.inner_text()
        end = r"rate 0.5: \((-?)([0-9.]+), (-?)([0-9.]+)\), loss"
        one = re.search(end, said.inner_text()).groups()
        page.get_by_role("button", name="mirrored start").focus()
        page.keyboard.press("Enter")
        other = re.search(end, said.inner_text()).groups()
        assert one[1::2] == other[1::2] and one[::2] == ("", "") and other[::2] == ("-", "-")
        picture.focus()
        page.keyboard.press("ArrowUp")
        assert picture.get_attribute("aria-valuetext") == "w -2.5, v 1.6"
        box = picture.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert picture.get_attribute("aria-valuetext") == "w 0, v 0"  # the saddle: nothing moves
        assert "100 steps at rate 0.5: (0.00, 0.00), loss 1.29" in said.inner_text()
