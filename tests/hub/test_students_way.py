"""The student's way, in a browser through a real hub: one list, and what its buttons do."""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.browser import chromium as chromium
from tests.tools.hub_run import HubRun, Server
from tests.tools.lab_cells import click_into, open_notebook
from tests.tools.patience import MILLISECONDS, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow(90)]

NAME, LATE = "ps2_counting", "ps1_feed_forward"
TITLE = "Counting parameters"
SETTINGS = """
[deadlines]
ps1_feed_forward = 2020-01-01T12:00:00+01:00
ps2_counting = 2990-12-01T23:59:00+01:00

[extensions.ps2_counting]
ada = 2990-12-03T23:59:00+01:00

[[late]]
days = 1
loses = 0.1

[[late]]
days = 7
loses = 0.5
"""
ANSWER = "def weight_shapes(sizes):\n    return list(zip(sizes, sizes[1:]))"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    book = folder / "book"
    book.mkdir()
    (book / "index.html").write_text("<h1>Basic Deep Learning</h1>")
    with HubRun(folder, book, settings=SETTINGS) as hub:
        yield hub


class Person:
    """Somebody's browser, signed in, with a note of all that went wrong in it."""

    def __init__(self, chromium, hub: HubRun, name: str, pictures: Path, **options):
        self.hub, self.name, self.pictures = hub, name, pictures
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
        self.context.set_default_timeout(MILLISECONDS)
        self.complaints: list[str] = []
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", self._heard)
        self.page = self.context.new_page()
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


def test_the_list_says_what_is_due_when_and_what_lateness_costs(person):
    ada = person("ada", timezone_id="America/New_York", color_scheme="dark")
    ps2, ps1 = article(ada.page, NAME), article(ada.page, LATE)
    expect(ps2.get_by_role("heading")).to_have_text(TITLE)
    expect(ps2).to_contain_text("Due on Friday, 3 December 2990 at 17:59")  # her own clock
    expect(ps2).to_contain_text("more time than the others: theirs is until Wednesday, 1 December")
    expect(ps2).to_contain_text("up to a day late loses 10 % of the points, up to 7 days late")
    expect(ps1).to_contain_text(re.compile(r"It was due on .* 2020 .* days ago"))
    expect(ps1.get_by_role("link", name="Begin in JupyterLab")).to_be_visible()
    expect(ps1.get_by_role("button")).to_have_count(0)  # nothing is there to be handed in
    ada.picture("list-dark")
