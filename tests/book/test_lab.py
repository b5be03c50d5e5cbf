"""The notebooks in the browser: answered, checked, kept, released anew, handed in, and offline."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from grading.rooms.session import NO_FILES, grade
from tests.assignments.in_notebook import Notebook, Seen
from tests.tools.browser import served
from tests.tools.courses import courses as courses
from tests.tools.handing_in import answered, reference, released
from tests.tools.hub_run import free_port
from tests.tools.lab import KEPT, places, ready, restart_and_run_all, run_all, said, write
from tests.tools.one_submission import LIMITS, SECRET
from tests.tools.patience import MILLISECONDS, wait_until
from tests.tools.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow(90)]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "exercises").iterdir())
SAMPLED = ASSIGNMENTS if os.environ.get("COURSE_TESTS") == "all" else ["ps1_feed_forward"]
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
ICONS = """() => Promise.all([...document.querySelectorAll("link[rel~=icon]")].map(
  async ({ href }) => (await fetch(href)).status))"""
FAILS = re.compile(r"^fails: (.*?)(?: [–-] .*)?$", re.M)


@pytest.fixture(scope="module")
def site(built_book):
    """The site; without Pyodide there is nothing to test."""
    if not (built_book / "lab").exists():
        sentence = "THE LAB IS NOT TESTED: no source of Pyodide's packages; set PYODIDE="
        assert not os.environ.get("REQUIRE_PYODIDE"), sentence
        pytest.skip(sentence)
    return built_book


@pytest.fixture
def gone():
    """Folders that a test takes from the site: JupyterLite may still ask what is in them."""
    return []


@pytest.fixture
def page(chromium, gone):
    """A browser of its own, which asks nobody but the site, and for nothing that is not there."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(MILLISECONDS)
    asked, missing = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("response", lambda got: got.status == 404 and missing.append(got.url))
    yield context.new_page()
    context.close()
    assert not [u for u in asked if not u.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    lists = [f"{folder}/all.json" for folder in gone]
    assert [url for url in missing if not url.endswith(tuple(lists))] == []


def answers(port):
    """Whether anybody listens there."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def at_the_hub(site):
    """The site behind the hub's own server; its address."""
    port = free_port()
    command = [sys.executable, "-m", "hub.front.static", str(port), site]
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            wait_until(lambda: answers(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def opened(page, host, place):
    """The notebook at a place, ready."""
    page.goto(f"{host}/lab/notebooks/index.html?path={place}")
    return ready(page)


def downloaded(page, name="Download to hand in"):
    """What the button gives: the name of the file, and the notebook."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    return waiting.value.suggested_filename, nbformat.reads(text, as_version=4)


def points(course, assignment, notebook):
    """What a notebook gets in the two rooms: each check's points."""
    source, student = course.versions(assignment)
    data = nbformat.writes(notebook).encode()
    verdict = grade(data, source, student, "ada", SECRET, LIMITS, NO_FILES)[0]
    return {check.name: check.score for check in verdict.checks}


@pytest.mark.parametrize("assignment", SAMPLED)
def test_the_right_answers_hold_and_are_graded_as_from_the_hub(page, site, courses, assignment):
    course = courses("solutions")
    right = reference(course, assignment)
    with served(site) as host:
        opened(page, host, places(site)[assignment])
        write(page, right)
        cells = run_all(page)
        for name, cell in cells.items():
            if name.endswith("-check"):
                seen = Seen(said(cell))
                assert seen.all_hold and seen.points, said(cell)
        file, notebook = downloaded(page)
    assert file == f"{assignment}.ipynb"
    from_hub = answered(released(course, assignment), right)
    assert points(course, assignment, notebook) == points(course, assignment, from_hub)


def test_a_wrong_answer_fails_the_same_properties(page, site, courses):
    course = courses("solutions")
    native = Notebook(*course.versions("ps1_feed_forward")).seen("sigmoid", WRONG)
    with served(site) as host:
        opened(page, host, places(site)["ps1_feed_forward"])
        write(page, {"sigmoid": WRONG})
        page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 5")
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-above')")
        check = page.locator(".jp-CodeCell").nth(3)
        page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
        expect(check.locator(".jp-OutputArea-output").first).to_contain_text("points")
        text = check.locator(".jp-OutputArea-output").first.inner_text()
    assert FAILS.findall(text) == FAILS.findall(native.text) != []


def test_work_is_kept_beside_a_new_release_and_offline(page, site, gone, tmp_path):
    shutil.copytree(site, tmp_path / "site", symlinks=True)
    lab, name = tmp_path / "site/lab", "ps1_feed_forward"
    old = places(site)[name]
    new = f"{name}/0123456789/{name}.ipynb"
    with served(tmp_path) as server:  # on a sub-path
        host = f"{server}/site"
        opened(page, host, old)
        expect(page.locator(".course-bar")).to_contain_text("in this browser, on this computer")
        write(page, {"sigmoid-try": "print('mine')"})
        downloaded(page)  # which saves it
        page.evaluate(KEPT)

        (lab / "files" / new).parent.mkdir()
        shutil.copy(lab / "files" / old, lab / "files" / new)
        for index in [*(lab / "api").rglob("all.json"), lab / "course/notebooks.json"]:
            text = index.read_text(encoding="utf-8")
            index.write_text(text.replace(old.split("/")[1], "0123456789"), encoding="utf-8")
        folder = lab / "api/contents" / name
        (folder / old.split("/")[1]).rename(folder / "0123456789")
        gone.append(f"/lab/api/contents/{name}/{old.split('/')[1]}")

        page.goto(f"{host}/notebooks.html")
        mine = page.locator(f"#{name}")
        expect(mine.locator("li")).to_have_text(
            ["New release: open it", re.compile("^Your work on an earlier release, last changed")]
        )
        file, notebook = downloaded(page)
        texts = {cell.id: cell.source for cell in notebook.cells}
        assert file == f"{name}.ipynb" and texts["sigmoid-try"] == "print('mine')"

        mine.get_by_role("link", name="open it").click()
        ready(page)
        assert "mine" not in json.dumps(downloaded(page)[1])
        expect(page.locator(".course-bar")).to_contain_text("worked on an earlier release")
        page.locator(".course-bar").get_by_role("link", name="open your work").click()
        ready(page)
        expect(page.locator(".course-bar")).to_contain_text("a newer release")
    page.reload()
    restart_and_run_all(ready(page))
    expect(page.locator(".jp-OutputArea-output pre").first).to_have_text("mine\n")


def test_a_figure_of_a_chapter_is_alive_also_where_the_hub_serves_the_book(page, site):
    with at_the_hub(site) as host:
        page.goto(f"{host}/book/what_is_deep.html")
        page.get_by_role("link", name="Open this page as a notebook in the browser").click()
        ready(page)
        write(page, {"cell-1": "from course_lib.figures import Playground\nPlayground()"})
        restart_and_run_all(page)
        figure = page.locator(".jp-OutputArea-output", has_text="Point at a unit").first
        before = figure.inner_text()
        figure.get_by_role("button", name="Step", exact=True).click()
        expect(figure).not_to_have_text(before)
        assert downloaded(page, "Download")[0] == "what_is_deep.ipynb"
        assert set(page.evaluate(ICONS)) == {200}
