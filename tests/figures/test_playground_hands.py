"""The playground under one's hands: its network, its points, what is kept, what is taken back."""

import json
import re

import pytest

from course_lib.figures import Playground
from tests.tools.figure_page import PHONE, draw, pause, reached

pytestmark = [pytest.mark.browser, pytest.mark.slow(25)]


def unit(page, layer, number):
    return page.get_by_role("button", name=f"hidden layer {layer}, unit {number}", exact=True)


def number(page, name):
    row = page.locator(".cf-numbers div").filter(has=page.get_by_text(name, exact=True))
    return float(row.locator("dd").inner_text())


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def caption(page):
    return page.locator(".cf-own figcaption").inner_text()


def code(page):
    return page.locator(".cf-python pre").text_content()


def points(page):
    return json.loads(re.findall(r"np\.array\((.*)\)", code(page))[-1])


def at(page, x, y):
    """Where a place of the plane, -1 to 1 each way, is on the screen."""
    canvas = page.locator(".cf-own canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    return box["x"] + box["width"] * (1 + x) / 2, box["y"] + box["height"] * (1 - y) / 2


def test_a_unit_is_looked_at_by_pointer_and_by_keyboard(show):
    with show(Playground()) as page:
        decision = caption(page)
        unit(page, 1, 3).hover()
        assert caption(page).startswith("hidden layer 1, unit 3: blue where its sum is positive")
        assert re.match(r"h¹₃ = tanh\(", page.locator(".cf-net-formula").inner_text())
        page.mouse.move(1, 1)
        assert caption(page) == decision
        page.locator(".cf-net-field [tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        assert caption(page).startswith("hidden layer 1, unit 2")
        page.keyboard.press("Enter")
        said = page.locator(".cf-net-picture [role=status]").inner_text()
        assert said.startswith("hidden layer 1, unit 2: h¹₂ = tanh(")
        assert unit(page, 1, 2).get_attribute("aria-pressed") == "true"
        page.get_by_text("Show me the Python").click()
        marked = page.locator("mark").inner_text()
        assert marked.startswith("net.hidden(x)[0][:, 1]") and code(page).endswith(f"{marked}\n")
        unit(page, 1, 2).press("Escape")
        assert caption(page) == decision and page.locator("mark").count() == 0


def test_a_weight_is_typed_turned_and_dragged_and_all_is_undone_step_by_step(show):
    with show(Playground()) as page:
        losses = [number(page, "loss")]
        unit(page, 2, 1).click()
        field = reached(page, "weight from hidden layer 1, unit 4")
        first = field.input_value()
        field.fill("2.5")
        field.press("Enter")
        losses.append(number(page, "loss"))
        assert "net.weights[1][3, 0] = 2.5" in code(page)
        page.get_by_role("slider").press("End")  # of the weight that is chosen
        losses.append(number(page, "loss"))
        assert "net.weights[1][3, 0] = 5" in code(page)
        box = unit(page, 2, 2).bounding_box()
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        page.mouse.down()
        page.mouse.move(box["x"] + 59, box["y"] + 9, steps=3)
        page.mouse.up()
        losses.append(number(page, "loss"))
        assert "net.biases[1][1] = 1" in code(page)
        assert len(set(losses)) == 4
        for loss in losses[-2::-1]:
            press(page, "undo")
            assert number(page, "loss") == loss
        assert page.get_by_role("button", name="undo").is_disabled()
        unit(page, 2, 1).click()
        assert field.input_value() == first
        for loss in losses[1:]:
            press(page, "redo")
            assert number(page, "loss") == loss


def test_units_and_layers_come_and_go_in_the_picture_and_the_rest_is_kept(show):
    with show(Playground(hidden=[3, 2], activations=["tanh", "relu"])) as page:
        for _ in range(3):
            press(page, "Step")
        press(page, "one unit more in hidden layer 1")
        step, loss = number(page, "step"), number(page, "loss")
        assert step == 20 and number(page, "parameters") == 28  # at the end of the epoch
        press(page, "one hidden layer more")
        assert (number(page, "step"), number(page, "loss")) == (20, loss)
        assert "# as it stood after 20 steps" in code(page)
        unit(page, 1, 4).press("Delete")
        assert unit(page, 1, 4).count() == 0 and number(page, "step") == 20
        press(page, "one unit less in hidden layer 3")
        press(page, "without hidden layer 3")
        assert page.locator(".cf-net-heads span").all_inner_texts() == [
            *("input", "hidden 1", "hidden 2", "output"),
        ]
        press(page, "Rewind")
        assert number(page, "step") == 0 and "net.theta" not in code(page)


def test_training_goes_on_while_its_settings_change(show):
    with show(Playground()) as page:
        press(page, "Run")
        reached(page, "learning rate").fill("0.05")
        page.keyboard.press("Enter")
        reached(page, "noise").fill("0.3")
        page.keyboard.press("Enter")
        assert page.get_by_role("button", name="Pause").is_visible()
        before = number(page, "step")
        while number(page, "step") == before:
            pass
        pause(page)
        assert "optimizer.learning_rate = 0.05" in code(page)
        assert "datasets.spiral(200, noise=0.3, seed=0)" in code(page)


def test_points_come_move_and_go_by_mouse(show):
    with show(Playground(x=[[-4, 0], [4, 0]], y=[0, 1])) as page:
        press(page, "Step")
        assert page.get_by_label("a click or Enter").input_value() == "1"
        page.mouse.click(*at(page, 0, 0.5))
        assert points(page)[2] == [0, pytest.approx(2.25, abs=0.03), 1]
        assert number(page, "step") == 1  # the run goes on
        page.keyboard.down("Shift")
        page.mouse.click(*at(page, 0, -0.5))
        page.keyboard.up("Shift")
        assert points(page)[3][2] == 0
        page.mouse.move(*at(page, 0, 0.5))
        page.mouse.down()
        page.mouse.move(*at(page, 0.5, 0.5), steps=4)
        page.mouse.up()
        assert points(page)[2][:2] == [pytest.approx(2.25, abs=0.05)] * 2 and len(points(page)) == 4
        page.mouse.move(*at(page, -0.8, -0.8))
        page.mouse.down()
        page.mouse.move(*at(page, 0, -0.8), steps=20)
        page.mouse.up()
        assert 8 < len(points(page)) < 20
        press(page, "undo")  # the stroke, as one
        assert len(points(page)) == 4
        page.mouse.click(*at(page, 0.5, 0.5), button="right")
        assert len(points(page)) == 3 and points(page)[0] == [-4, 0, 0]


def test_a_finger_scrolls_taps_and_drags_by_the_handle(show):
    with show(Playground(data="simple"), **PHONE) as page:
        plane = page.locator(".cf-own canvas")
        draw(page, plane, [(0.9, 0.9), (0.9, 0.5), (0.9, 0.1)])
        assert "datasets.simple(" in code(page)  # that was a scroll
        plane.scroll_into_view_if_needed()
        plane.tap(position={"x": 30, "y": 30})
        before = points(page)
        assert len(before) == 14
        plane.tap(position={"x": 30, "y": 30})  # the handle comes
        assert points(page) == before
        width = plane.bounding_box()["width"]
        draw(page, plane, [(30 / width, 30 / width), (0.2, 0.2), (0.5, 0.5)])
        assert points(page)[:13] == before[:13]
        assert points(page)[13] == [pytest.approx(0, abs=0.1), pytest.approx(0, abs=0.1), 1]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1280, 800)])
def test_each_control_and_the_plane_share_the_screen(show, width, height):
    touch = {"has_touch": True, "is_mobile": True} if width == 390 else {}
    with show(Playground(), width, **touch) as page:
        page.set_viewport_size({"width": width, "height": height})
        for tab in page.get_by_role("tab").all():
            if tab.get_attribute("aria-selected") != "true":
                tab.click()
            page.locator(".cf-own canvas").evaluate("c => c.scrollIntoView({ block: 'start' })")
            shown = """() => [".cf-own canvas", "[role=tab]", ".cf-toolbar button"].map((name) => {
              const { top, bottom } = document.querySelector(name).getBoundingClientRect();
              return Math.min(bottom, innerHeight) - Math.max(top, 0);
            })"""
            plane, control, run = page.evaluate(shown)
            assert plane > 200 and control > 20 and run > 20


def test_an_address_that_is_entered_into_the_open_page_is_followed(show):
    with show(Playground(address=True)) as page:
        page.evaluate("location.hash = '#playground=%7B%22hidden%22%3A%5B5%5D%7D'")
        page.get_by_role("button", name="hidden layer 1, unit 5", exact=True).wait_for()
        assert unit(page, 2, 1).count() == 0


def test_a_lesson_hides_controls_and_leaves_the_rest(show):
    with show(Playground(hide=["network", "weights", "points", "data", "python"])) as page:
        assert page.get_by_role("tab").all_inner_texts() == ["Training"]
        reached(page, "learning rate").fill("0.05")
        assert not page.get_by_text("The same in Python").is_visible()
        assert page.get_by_role("button", name=re.compile("^one (unit|hidden)")).count() == 0
        page.mouse.click(*at(page, 0.5, 0.5))
        unit(page, 1, 2).press("+")
        assert number(page, "parameters") == 38 and "datasets.spiral" in code(page)


def test_curves_tell_their_values_and_training_stops_when_it_gets_no_further(show):
    with show(Playground(data="simple", noise=0, rate=0.1, l2=0.1, batch=400, test=0.2)) as page:
        reached(page, "stop when it gets no further").check()
        press(page, "Run")
        page.get_by_text("Training gets no further: in 100 epochs").wait_for()
        last = int(number(page, "step"))
        curve = page.get_by_label(re.compile("^The loss so far"))
        curve.focus()
        page.keyboard.press("ArrowRight")
        told = page.get_by_text(re.compile(f"^Step {last}: loss .*, of held-out points"))
        assert f"loss {number(page, 'loss'):.3f}," in told.inner_text()
        box = curve.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + 20)  # beside the axis
        page.get_by_text("Step 0: loss").wait_for()
