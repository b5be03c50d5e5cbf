"""A student in a browser, on a real hub: the list of assignments, Lab, and what a teacher does."""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.hub_run import HubRun, Server
from tests.tools.lab_cells import click_into, open_notebook, without_lost_servers
from tests.tools.patience import MILLISECONDS, wait_until

NAME = "ps2_counting"


class Person:
    """Somebody's browser, signed in, with a note of all that went wrong in it."""

    def __init__(self, chromium, hub: HubRun, name: str, pictures: Path, **options):
        self.hub, self.name, self.pictures = hub, name, pictures
        options.setdefault("viewport", {"width": 1280, "height": 900})
        self.context = chromium.new_context(**options)
        self.context.set_default_timeout(MILLISECONDS)
        self.complaints: list[str] = []
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", self._heard)
        self.page = self.context.new_page()
        without_lost_servers(self.page)
        self.page.goto(f"{hub.url}hub/")
        self.page.fill("#username_input", name)
        self.page.fill("#password_input", hub.passwords[name])
        self.page.click("#login_submit")
        expect(self.page.get_by_role("heading", name="Your assignments")).to_be_visible()

    def _heard(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    @property
    def base(self) -> str:
        return f"{self.hub.url}user/{self.name}/"

    @property
    def home(self) -> Path:
        return self.hub.folder / "state" / "homes" / self.name

    def the_list(self, page: Page | None = None) -> Page:
        page = page or self.page
        page.goto(f"{self.base}course/")
        expect(page.locator("article").first).to_be_visible()
        return page

    def picture(self, name: str) -> None:
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)


@pytest.fixture
def person(chromium, hub, tmp_path):
    """`person("ada")`: somebody's browser; at its end nothing has gone wrong in it."""
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    pictures.mkdir(exist_ok=True)
    people: list[Person] = []

    def made(name: str, **options) -> Person:
        people.append(Person(chromium, hub, name, pictures, **options))
        return people[-1]

    yield made
    for each in people:
        each.context.close()
    assert [said for each in people for said in each.complaints] == []


def article(page: Page, name: str):
    return page.locator(f"article#{name}")


def begun(someone: Person, name: str = NAME):
    """The notebook of an assignment in Lab, opened from the list."""
    article(someone.the_list(), name).get_by_role("link", name=re.compile("JupyterLab")).click()
    return open_notebook(someone.page)


def work_of(someone: Person, name: str = NAME) -> dict:
    return json.loads((someone.home / name / f"{name}.ipynb").read_text())


def answer(someone: Person, source: str, cell: str = "weight_shapes", name: str = NAME) -> None:
    """Write an answer into the file, as Lab would when it saves."""
    path = someone.home / name / f"{name}.ipynb"
    notebook = json.loads(path.read_text())
    next(each for each in notebook["cells"] if each["id"] == cell)["source"] = source
    path.write_text(json.dumps(notebook))


def dialog_of(page: Page):
    """The list's dialog, or Lab's."""
    return page.locator("dialog[open], .jp-Dialog")


def type_answer(notebook, start: str, text: str) -> None:
    """Replace the answer that begins so; the editor indents by itself."""
    cell = notebook.locator(".jp-CodeCell", has_text=start).first
    place = cell.get_attribute("data-windowed-list-index")
    cell = notebook.locator(f".jp-Cell[data-windowed-list-index='{place}']")
    editor = click_into(cell)
    editor.press("Control+a")
    editor.press_sequentially(text)
    expect(cell).to_contain_text(text)


def released_anew(hub: HubRun, name: str, old: str, new: str) -> None:
    """Do to the files what a teacher does who mends a task and releases it again."""
    exchange = hub.folder / "state" / "exchange" / "basic_deep_learning" / "outbound"
    for folder in (hub.folder / "course" / "release", exchange):
        path = folder / name / f"{name}.ipynb"
        text = path.read_text()
        assert old in text
        path.chmod(0o644)
        path.write_text(text.replace(old, new))


def given_back(hub: HubRun, name: str) -> None:
    """Collect, grade and give back, through the teacher's server."""
    teacher = Server(hub, "instructor")
    api = f"{teacher.base}formgrader/api/assignment/{name}"
    assert teacher.session.post(f"{api}/collect", headers=teacher._header()).json()["success"]
    for kind in ("grade", "feedback"):
        begun = teacher.session.post(f"{api}/all/{kind}", headers=teacher._header())
        assert begun.ok, begun.text
        wait_until(lambda kind=kind: teacher.session.get(f"{api}/all/{kind}").json()["ended"])
        state = teacher.session.get(f"{api}/all/{kind}").json()
        assert not state["failed"], state
