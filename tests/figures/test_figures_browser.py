"""The playground and the seven exercises in a real browser, from a folder, with the network cut."""

import io
import json
import re
from contextlib import redirect_stdout

import pytest

from tests.tools.figure_page import pause, reached

pytestmark = [pytest.mark.browser, pytest.mark.slow(35)]
PLAYGROUND = '[data-figure="playground"]'
EXERCISES = '[data-figure="exercises"]'


@pytest.fixture
def chapter(built_book):
    """The chapter with the playground."""
    return built_book / "book" / "comparing_runs.html"


@pytest.fixture
def page(visit, chapter):
    with visit(chapter) as page:
        yield page


@pytest.fixture
def playground(page):
    figure = page.locator(PLAYGROUND)
    figure.scroll_into_view_if_needed()
    return figure


def shown(figure):
    """The numbers that a figure shows, by name."""
    rows = figure.locator(".cf-numbers").first.locator("div:not([hidden])").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}


def button(figure, name):
    return figure.get_by_role("button", name=name, exact=True)


def fill(figure, label, value):
    field = reached(figure, label)
    field.fill(str(value))
    field.press("Enter")


def choose(figure, label, value):
    reached(figure, label).select_option(value)


def reach_step(page, step):
    """Wait until the playground is there; the policy of the page lets a text be evaluated once."""
    page.evaluate(
        """([figure, last]) => new Promise((reached) => {
            const step = document.querySelector(`${figure} .cf-numbers dd`)
            const look = () => (Number(step.textContent) < last ? setTimeout(look, 20) : reached())
            look()
        })""",
        [PLAYGROUND, step],
    )


def test_run_pause_step_and_rewind_to_the_same_weights(page, playground):
    start = shown(playground)
    assert start["step"] == "0" and start["parameters"] == "38"
    button(playground, "Run").click()
    reach_step(page, 4000)
    pause(playground)
    later = shown(playground)
    assert float(later["loss"]) < float(start["loss"])
    assert int(later["step"]) % 20 == 0  # it stops at the end of an epoch
    button(playground, "Step").click()
    assert int(shown(playground)["step"]) == int(later["step"]) + 1
    button(playground, "Rewind").click()
    assert shown(playground) == start


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"hidden": [20, 20], "activations": ["relu", "sigmoid"], "optimizer": "Adam", "rate": 0.01},
        {"data": "circle", "test": 0.3, "data_seed": 3, "batch": 400, "seed": 2**33},
        {"data": "own", "points": [[0, 0, 0], [1, 1, 0], [0, 1, 1], [1, 0, 1.0]], "hidden": []},
        {"data": "simple", "shuffle": False, "momentum": 0, "l2": 0, "test": 0.25},
    ],
)
def test_the_python_shown_gives_what_the_page_has(page, playground, change):
    page.goto(page.url.partition("#")[0] + "#playground=" + json.dumps(change))
    page.reload()
    figure = page.locator(PLAYGROUND)
    figure.scroll_into_view_if_needed()
    choose(figure, "speed", "1")
    button(figure, "Run").click()
    reach_step(page, 7)
    pause(figure)
    numbers = shown(figure)
    figure.get_by_text("Show me the Python").click()
    code = figure.locator("pre").inner_text()
    assert f"epochs={numbers['epoch']}" in code
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {})
    results = printed.getvalue().split()
    names = ["loss", "accuracy", "test loss", "test accuracy"]
    for name, result in zip(names, results, strict=False):
        assert f"{float(result):.3f}" == numbers[name], name
    assert len(results) == sum(name in numbers for name in names)


def test_the_address_keeps_the_state(page, playground):
    fill(playground, "units in hidden layer 1", 9)
    choose(playground, "activation of hidden layer 2", "relu")
    fill(playground, "learning rate", 0.05)
    button(playground, "one hidden layer more").click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    figure = page.locator(PLAYGROUND)
    assert figure.get_by_label("units in hidden layer 1").input_value() == "9"
    assert figure.get_by_label("activation of hidden layer 2").input_value() == "relu"
    assert reached(figure, "learning rate").input_value() == "0.05"
    assert shown(figure)["parameters"] == "59"  # (2·9 + 9) + (9·2 + 2) + 6 + 6


def test_a_hostile_address_is_only_text(page, playground):
    evil = {"data": "<img src=x onerror=alert(1)>", "hidden": ["<b>"], "rate": "1e999", "n": None}
    page.goto(page.url.partition("#")[0] + "#playground=" + json.dumps(evil))
    page.reload()
    figure = page.locator(PLAYGROUND)
    button(figure, "Step").click()
    assert shown(figure)["step"] == "1"
    assert figure.locator("img").count() == 0


def test_own_points_by_pointer_keyboard_and_paste(page, playground):
    choose(playground, "data set", "own")
    playground.get_by_role("tab", name="Points").click()
    button(playground, "erase all but two").click()

    def points():
        return json.loads(re.search(r"np\.array\((.*)\)", code.text_content())[1])

    code = playground.locator("pre")
    assert points() == [[-1, 0, 0], [1, 0, 1]]
    canvas = playground.locator(".cf-own canvas")
    canvas.click(position={"x": 10, "y": 10})
    assert len(points()) == 3 and points()[2][0] < 0 < points()[2][1]
    choose(playground, "a click or Enter", "0")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert points()[3][2] == 0 and points()[3][0] > 0 and points()[3][1] > 0
    choose(playground, "a click or Enter", "erase")
    canvas.focus()
    page.keyboard.press("Enter")
    assert len(points()) == 3

    text = playground.get_by_label(re.compile("^points, one"))
    for hostile in ["<script>alert(1)</script>", "1,2", '[["<b>", 1, 1]]', "1,2,0\n" * 500]:
        text.fill(hostile)
        button(playground, "use these points").click()
        assert playground.get_by_role("alert").last.inner_text() != ""
        assert len(points()) == 3
    text.fill("x,y,class\n0,0,0\n1,1,1\n")
    button(playground, "use these points").click()
    assert points() == [[0, 0, 0], [1, 1, 1]]
    with page.expect_download() as download:
        button(playground, "download CSV").click()
    assert download.value.path().read_text() == "x,y,class\n0,0,0\n1,1,1\n"


def test_a_divergent_run_says_so(page, playground):
    choose(playground, "activation of all layers", "relu")
    fill(playground, "learning rate", 100)
    fill(playground, "L2", 10)
    button(playground, "Run").click()
    playground.get_by_text("The loss is no longer a number at step").wait_for()
    assert button(playground, "Run").is_disabled()
    button(playground, "Rewind").click()
    assert shown(playground)["step"] == "0"


def frames(page, count):
    """Wait until the page could have been drawn so many times."""
    page.evaluate(
        """count => new Promise((done) => {
          const tick = () => (count-- ? requestAnimationFrame(tick) : done());
          tick();
        })""",
        count,
    )


def test_nothing_runs_out_of_view(page, playground):
    button(playground, "Run").click()
    reach_step(page, 200)
    page.evaluate("scrollTo(0, 0)")
    before = None
    while before != shown(playground)["step"]:  # until it has noticed
        before = shown(playground)["step"]
        frames(page, 20)
    frames(page, 20)
    assert shown(playground)["step"] == before
    playground.scroll_into_view_if_needed()
    reach_step(page, int(before) + 100)


def test_any_layer_and_any_pair_of_units_can_be_looked_into(page, playground):
    caption = playground.locator("figcaption").nth(1)
    choose(playground, "look into", "1")
    choose(playground, "unit across", "5")
    choose(playground, "unit upwards", "3")
    assert caption.inner_text() == "The same plane in hidden layer 1: units 5 and 3."
    choose(playground, "unit across", "")
    assert caption.inner_text() == (
        "The same plane in hidden layer 1: its two principal directions."
    )
    canvas = playground.locator("canvas").nth(2)
    assert "principal directions" in canvas.get_attribute("aria-label")


def test_the_keyboard_alone_does_the_seven_exercises(page):
    page.goto(page.url.replace("comparing_runs", "seven_exercises"))
    figure = page.locator(EXERCISES)
    why = figure.locator(".cf-why")
    for number in range(1, 8):
        tab = figure.get_by_role("button", name=re.compile(f"^exercise {number}:"))
        tab.focus()
        page.keyboard.press("Enter")
        assert button(figure, "Run").is_disabled()
        figure.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        button(figure, "Run").focus()
        page.keyboard.press("Enter")
        why.filter(has_text=re.compile(r"You (said so|expected something else)\.")).wait_for()
        assert f"claim G{number}" in figure.inner_text()
        assert re.search(r"\d\.\d{3}", why.inner_text())


def test_the_plane_goes_through_the_layers_by_keyboard(page):
    page.goto(page.url.replace("comparing_runs", "what_is_deep"))
    figure = page.locator('[data-figure="layers"]')
    text, slider = figure.get_by_role("status"), figure.get_by_role("slider")
    assert "The plane as it comes in" in text.inner_text()
    pictures = {figure.locator("canvas").evaluate("(c) => c.toDataURL()")}
    button(figure, "next step").focus()
    for said in ["stay straight", "the lines bend", "stay straight", "the lines bend", "separates"]:
        page.keyboard.press("Enter")
        assert said in text.inner_text()
        pictures.add(figure.locator("canvas").evaluate("(c) => c.toDataURL()"))
    assert len(pictures) == 6
    assert button(figure, "next step").is_disabled()
    slider.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert slider.input_value() == "0.05"
    assert "Step 1 of 5" in slider.get_attribute("aria-valuetext")
    figure.get_by_label("leave g out").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    button(figure, "next step").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert "nothing changes" in text.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figures_fit_a_telephone_and_obey_a_finger(visit, chapter, scheme):
    with visit(chapter, width=390, has_touch=True, is_mobile=True, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        figure = page.locator(PLAYGROUND)
        choose(figure, "data set", "own")
        before = shown(figure)
        figure.locator(".cf-own canvas").tap(position={"x": 20, "y": 20})
        code = figure.locator("pre").text_content()
        assert code.count("],[") == 200 and before["step"] == "0"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(page.url.replace("comparing_runs", "seven_exercises"))
        page.locator(EXERCISES).get_by_role("button", name=re.compile("^exercise 7:")).tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
