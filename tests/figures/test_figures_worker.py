"""Training in a worker: where the page has an address, and with the same numbers as without one."""

import html
import json
import re
import shutil

import pytest

from course_lib.figures import CloudOfSeeds, Playground
from tests.tools.browser import served
from tests.tools.figure_page import FOLDER, pause, reached
from tests.tools.patience import MILLISECONDS

pytestmark = [pytest.mark.browser, pytest.mark.slow(15)]

# The largest network that is allowed, and a small one; Adam, so that more than θ has to travel.
LARGEST = {"hidden": [50] * 6, "activations": ["tanh"] * 6, "n": 400}
SMALL = {"optimizer": "Adam", "rate": 0.02, "test": 0.2, "units": None}
POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'unsafe-inline'"
# A busy page is told at once that a figure was out of view and that it is in view.
TOLD_LATE = """globalThis.IntersectionObserver = class extends IntersectionObserver {
  constructor(told, options) {
    super((entries) => told([{ ...entries[0], isIntersecting: false }, ...entries]), options);
  }
}"""
KEEPER = """
courseFigures.keeper = ({ run, settings }) => ({
  render() {
    const state = JSON.parse(document.querySelector("main").dataset.state);
    const advanced = (steps) => {
      const same = new run.Run(settings.tidy(state.settings));
      same.advance(steps);
      return [...same.net.theta];
    };
    const model = {
      get: (name) => state[name], on() {}, off() {}, save_changes() {},
      set(name, value) {
        state[name] = value;
        if (name !== "result") return;
        const kept = { ...value, at_once: advanced(value.step) };
        document.body.dataset.kept = JSON.stringify(kept);
      },
    };
    courseFigure("playground").render({ model, el: document.querySelector("main") });
  },
});
courseFigure("keeper").render();
"""


@pytest.fixture
def site(tmp_path):
    """A page with the playground, and a script that keeps its results for a test to read."""
    for name in ("playground", "seeds", "player", "mount"):
        shutil.copy(FOLDER / f"{name}.bundle.js", tmp_path)
    (tmp_path / "keeper.js").write_text(KEEPER)
    tags = "".join(
        f'<script defer src="{name}.js"></script>'
        for name in ("playground.bundle", "player.bundle", "mount.bundle", "keeper")
    )

    def page(settings):
        state = html.escape(json.dumps(Playground(**settings).state()))
        (tmp_path / "index.html").write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>a figure</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">{tags}'
            f'<body data-theme="light"><main data-state="{state}"></main></body></html>'
        )
        return tmp_path

    return page


def result(page):
    """Where the run stood when it was last paused, and θ after as many steps made at once."""
    return json.loads(page.locator("body").get_attribute("data-kept"))


def run_a_while(page, step):
    """Let the run go beyond a step, and pause it; its result then."""
    page.get_by_role("button", name="Run", exact=True).click()
    number = page.locator(".cf-numbers dd").first
    while int(number.inner_text()) < step:
        number.page.wait_for_timeout(20)
    return run_on(page)


def run_on(page):
    """Pause a run; its result then."""
    pause(page)
    return result(page)


@pytest.mark.parametrize(("settings", "steps"), [(SMALL, 300), (LARGEST, 5)])
def test_a_worker_makes_the_steps_that_are_made_without_one(chromium, site, settings, steps):
    with served(site(settings)) as address:
        page, errors = chromium.new_page(), []
        page.set_default_timeout(MILLISECONDS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(address)
        assert not page.workers  # before it is needed
        first = run_a_while(page, steps)
        assert len(page.workers) == 1 and page.workers[0].url == f"{address}/mount.bundle.js"
        again = run_a_while(page, first["step"] + steps)  # there and back once more
        assert again["step"] > first["step"]
        assert again["theta"] == again["at_once"]
        page.get_by_role("button", name="Rewind").click()
        assert result(page)["step"] == 0 and result(page)["theta"] == result(page)["at_once"]
        assert errors == []
        page.close()


def test_what_hands_change_while_a_worker_trains_is_told_in_python(chromium, site, capsys):
    with served(site({"rate": 0.003, "momentum": 0.5, "speed": 20})) as address:
        page, errors = chromium.new_page(), []
        page.set_default_timeout(MILLISECONDS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        page.get_by_role("button", name="Run", exact=True).click()
        for label, value in [("learning rate", "0.004"), ("batch size", "40"), ("L2", "0")]:
            field = reached(page, label)
            field.fill(value)
            field.press("Enter")
        page.get_by_role("button", name="one unit more in hidden layer 2").click()
        page.get_by_role("button", name="undo").click()
        page.get_by_role("button", name="undo").click()  # the L2, too
        page.get_by_role("button", name="hidden layer 1, unit 2", exact=True).click()
        field = reached(page, "bias")
        field.fill("0.5")
        field.press("Enter")
        assert len(page.workers) == 1
        last = run_on(page)
        code = page.locator(".cf-python pre").text_content()
        assert "optimizer.learning_rate = 0.004" in code and "weight_decay = 0" not in code
        assert "net.biases[0][1] = 0.5" in code and "batch_size=40" in code
        names = {}
        exec(code, names)
        loss = float(capsys.readouterr().out.split()[0])
        assert loss == pytest.approx(last["loss"], rel=1e-6)
        assert names["net"].theta == pytest.approx(last["theta"], abs=1e-6)
        assert errors == []
        page.close()


def test_from_a_folder_the_page_makes_them_itself(visit, site):
    with visit(site(SMALL) / "index.html") as page:
        reached = run_a_while(page, 300)
        assert not page.workers
        assert reached["theta"] == reached["at_once"]


def test_what_is_in_view_trains_however_late_the_page_is_told(visit, site):
    with visit(site(SMALL) / "index.html") as page:
        page.add_init_script(TOLD_LATE)
        page.reload()
        assert run_a_while(page, 300)["step"] >= 300


def test_a_worker_that_does_not_start_is_no_loss(chromium, site):
    folder = site(SMALL)
    index = folder / "index.html"
    index.write_text(index.read_text().replace("worker-src 'self'", "worker-src 'none'"))
    with served(folder) as address:
        page = chromium.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(address)
        reached = run_a_while(page, 300)
        assert reached["theta"] == reached["at_once"]
        page.close()


def cloud_of(page, figure):
    """Train all seeds; what the figure says then, and the accuracy of a dot whose run is opened."""
    page.get_by_role("button", name="Train 20 seeds").click()
    page.get_by_text("Choose a dot to watch its run.").wait_for()
    assert page.locator("circle").count() == 40
    said = page.locator(".cf-cloud p").all_inner_texts()
    dots = page.get_by_role("slider").last
    dots.press("ArrowUp")
    dots.press("ArrowUp")
    seed, accuracy = re.fullmatch(
        r"seed (\d+), accuracy ([\d.]+)", dots.get_attribute("aria-valuetext")
    ).groups()
    dots.press("Enter")
    page.get_by_role("heading", name=f"2 → 3 → 2, tanh, seed {seed}").wait_for()
    numbers = page.locator(".cf-numbers div")
    numbers.filter(has_text=f"epoch{figure.epochs}").wait_for()
    numbers.filter(has_text=f"accuracy{accuracy}").wait_for()
    return said


def test_a_cloud_is_the_same_in_workers_and_without_and_each_dot_opens_its_run(
    chromium, visit, tmp_path, site
):
    figure = CloudOfSeeds({"hidden": []}, {"hidden": [3]}, epochs=20)
    folder = site({})
    scripts = "".join(
        f'<script defer src="{name}.bundle.js"></script>' for name in ("seeds", "player", "mount")
    )
    text = figure._repr_mimebundle_()[0]["text/html"]
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>a cloud</title>'
        f'<link rel="icon" href="data:,">{scripts}<body data-theme="light">{text}</body></html>'
    )
    with served(folder) as address:
        page = chromium.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(address)
        said = cloud_of(page, figure)
        page.close()
    assert re.search(r"is ahead in \d+ of 20 pairs, behind in \d+, alike in \d+", said[0])
    assert re.search(r"From 0\.\d{3} to 0\.\d{3}, the median 0\.\d{3,4}\. 0 of 20 runs", said[1])
    with visit(folder / "index.html") as page:
        assert cloud_of(page, figure) == said
