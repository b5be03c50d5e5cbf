"""What single figures show and do, against the library's own numbers."""

import re

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, fit
from course_lib.approximation import largest_error, relu_interpolant, step_network
from course_lib.figures import (
    ApproximationByHand,
    LossSurface,
    NetworkToTouch,
    NotGood,
    PowersFromUnits,
)
from course_lib.linear import best_half_plane

pytestmark = pytest.mark.browser


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
        point = picture.locator("circle[r='7']").bounding_box()
        number = picture.locator(".cf-tick").get_by_text("1.0", exact=True).last.bounding_box()
        middles = [one["y"] + one["height"] / 2 for one in (point, number)]
        assert middles[0] == pytest.approx(middles[1], abs=4)
        picture.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        assert picture.get_attribute("aria-valuetext").startswith("point 7 of 21")
        page.get_by_label("pieces q").focus()
        before = page.get_by_role("status").inner_text()
        page.keyboard.press("End")
        assert (
            page.get_by_role("status").inner_text().startswith("q = 128") and before[:5] == "q = 8"
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
        assert picture.get_attribute("aria-valuetext") == "w -2.5, a 1.6"
        box = picture.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert picture.get_attribute("aria-valuetext") == "w 0, a 0"  # the saddle: nothing moves
        assert "100 steps at rate 0.5: (0.00, 0.00), loss 1.29" in said.inner_text()


@pytest.mark.parametrize(("r", "signs"), [(1, [-1, 1]), (2, [1, -2, 1]), (3, [-1, 3, -3, 1])])
def test_powers_out_of_units_are_those_of_a_network(show, r, signs):
    t = np.tanh(0.5)
    derivative = [1 - t**2, -2 * t * (1 - t**2), (1 - t**2) * (6 * t**2 - 2)][r - 1]
    net = MLP([1, r + 1, 1], "tanh", output_bias=False)
    net.weights[0] = 0.1 * (np.arange(r + 1) - r / 2)[None, :]
    net.biases[0] = 0.5
    net.weights[1] = np.array(signs)[:, None] / 0.1**r / derivative
    x = np.linspace(-2, 2, 401)[:, None]
    error = abs(net.forward(x) - x**r).max()
    with show(PowersFromUnits(r=r, step=0.1)) as page:
        said = page.get_by_role("status").inner_text()
        number = re.search(r"largest error of ([0-9.]+)\. ", said)[1]
        assert float(number) == pytest.approx(error, rel=0.01)
        assert page.locator("path.cf-unit").count() == r + 1
        numbers = page.locator("svg").first.locator(".cf-tick").all_text_contents()
        assert numbers == ["−2", "−1", "0", "1", "2", "−2", "2"]  # across, then upwards


def test_a_polynomial_makes_no_power_above_its_degree_and_rounding_spoils_the_others(show):
    with show(PowersFromUnits(r=3)) as page:
        said = page.get_by_role("status")
        page.get_by_label("step Δ").last.focus()
        page.keyboard.press("Home")
        assert "With a step of 1.0e−8 the four units" in said.inner_text()
        assert "Rounding has spoilt it" in said.inner_text()
        page.get_by_label("function g").last.select_option("square")
        assert "a polynomial makes its own degree and no more" in said.inner_text()
        page.get_by_label("power").last.select_option("2")
        page.get_by_label("step Δ").last.focus()
        page.keyboard.press("End")
        assert "make x² with a largest error of" in said.inner_text()
