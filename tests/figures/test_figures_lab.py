"""The figures in JupyterLab: the same bundle, with a kernel behind it."""

import re

import nbformat
import pytest

from tests.tools.jupyter import served
from tests.tools.lab_cells import open_notebook, run, without_lost_servers
from tests.tools.patience import MILLISECONDS
from tests.tools.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COUNTER = """\
from course_lib.figures import ParameterCounter

figure = ParameterCounter([4, 6, 5, 3])
figure"""
COUNTED = """\
print('counted', figure.n_parameters, figure.sizes)
figure.sizes = [2, 20, 20, 2]"""
HANDED = """\
from course_lib import MLP, Adam, datasets, fit
from course_lib.figures import Playground

x, y = datasets.circle(100)
net = MLP([2, 8, 2], seed=1)
fit(net, x, y, Adam(0.05))
play = Playground(net, x, y)
play"""
REACHED = """\
r = play.result
print('reached', r['step'], abs(r['accuracy'] - net.accuracy(x, y)) < 0.02)"""
OTHERS = """\
from course_lib.figures import ApproximationByHand, LossSurface, NetworkToTouch
from course_lib.figures import NotGood, PlaneThroughLayers, SevenExercises

kinds = [ApproximationByHand, LossSurface, NetworkToTouch]
kinds += [NotGood, PlaneThroughLayers, SevenExercises]
a, b, c, d, e, f = figures = [kind() for kind in kinds]
display(*figures)"""
STATES = """\
print('states', a.kind, b.start, c.chosen, d.sentence, e.stage, f.exercise)
d.stage = 0"""
EXPLORER = """\
import matplotlib.pyplot as plt
from course_lib.figures import Explorer
from tests.tools.patience import MILLISECONDS, PATIENCE

def line(slope=2):
    return plt.subplots(figsize=(2, 2))[1].plot([0, slope])[0].axes

Explorer(line, slope=[2, 3])"""
SOURCE = [COUNTER, COUNTED, HANDED, REACHED, OTHERS, STATES, EXPLORER]


SETTINGS = f"--LabApp.app_settings_dir={ROOT / 'hub/servers/student/settings'}"


def write(path, sources):
    """A notebook with these cells."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, path)


def saved_sizes(path):
    """The sizes in the state of each widget that a saved notebook holds."""
    widgets = nbformat.read(path, as_version=4).metadata.get("widgets", {})
    found = widgets.get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    return [each["state"].get("sizes") for each in found.values()]


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab of its own on loopback, with a notebook; gives its address."""
    write(tmp_path / "figure.ipynb", SOURCE)
    with served("jupyterlab", tmp_path, tmp_path) as address:
        yield f"{address}/lab/tree/figure.ipynb"


def test_figures_are_alive_in_a_notebook_and_their_state_is_shared(lab, chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 1200})
    without_lost_servers(page)
    elsewhere, errors = [], []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(lab)
    cells = open_notebook(page).locator(".jp-Cell")

    def run_cell(source):
        run(cells.nth(SOURCE.index(source)))

    def said(text):
        page.get_by_text(text, exact=True).wait_for(timeout=MILLISECONDS)

    run_cell(COUNTER)
    said("83 parameters")
    page.get_by_role("button", name="one unit more in the hidden 1 layer").click()
    said("93 parameters")
    run_cell(COUNTED)
    said("counted 93 [4, 7, 5, 3]")
    said("522 parameters")  # set from Python, drawn in the page

    run_cell(HANDED)  # a network trained in Python, handed to the page
    play = page.locator(".cf-playground")
    play.wait_for(timeout=MILLISECONDS)
    assert "accuracy\n1.000" in play.locator(".cf-numbers").inner_text()
    play.get_by_role("button", name="Step", exact=True).click()
    run_cell(REACHED)
    said("reached 1 True")

    run_cell(OTHERS)
    page.get_by_role("button", name="exercise 3:").click(timeout=MILLISECONDS)
    page.locator(".cf-approx").get_by_label("units").select_option("square")
    page.get_by_role("button", name="mirrored start").click()
    page.locator(".cf-net td button").first.click()
    page.get_by_label("your own sentence").fill("not so bad")
    page.get_by_role("button", name="next step").click()
    run_cell(STATES)
    said("states square [-2.5, 1.5] [1, 1, 1] not so bad 1.0 3")
    page.get_by_text("After 0 epochs").wait_for(timeout=MILLISECONDS)

    run_cell(EXPLORER)
    page.get_by_alt_text("line: slope = 2").wait_for(timeout=MILLISECONDS)
    page.locator(".widget-dropdown select").select_option("3")
    page.get_by_alt_text("line: slope = 3").wait_for(timeout=MILLISECONDS)
    foreign = r"(https?|wss?)://127\.0\.0\.1|data:|blob:"
    assert [url for url in elsewhere if not re.match(foreign, url)] == []
    assert errors == []
    page.close()


def test_a_saved_notebook_shows_its_figures_alive_without_their_kernel(chromium, tmp_path):
    path = tmp_path / "figure.ipynb"
    write(path, [COUNTER])
    with served("jupyterlab", tmp_path, tmp_path, SETTINGS) as address:
        page = chromium.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(f"{address}/lab/tree/figure.ipynb")
        run(open_notebook(page).locator(".jp-Cell").first)
        page.get_by_role("button", name="one unit more in the hidden 1 layer").click()
        page.get_by_text("93 parameters", exact=True).wait_for()
        page.keyboard.press("Control+s")
        while [4, 7, 5, 3] not in saved_sizes(path):  # Lab may have saved before, on its own
            page.wait_for_timeout(100)
        page.close()
    with served("jupyterlab", tmp_path, tmp_path, SETTINGS) as address:  # no kernel knows it
        page = chromium.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(f"{address}/lab/tree/figure.ipynb?reset")
        page.get_by_text("93 parameters", exact=True).wait_for()
        page.get_by_role("button", name="one unit more in the hidden 1 layer").click()
        page.get_by_text("103 parameters", exact=True).wait_for()
        page.close()
