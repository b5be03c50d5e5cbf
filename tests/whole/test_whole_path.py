"""The whole path in a real browser: from the book to feedback that a student reads."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.hub_run import HubRun
from tests.tools.lab_cells import click_into, open_notebook, press
from tests.tools.patience import MILLISECONDS
from tests.tools.places import ROOT

ASSIGNMENT = "ps2_counting"
BOOK = ROOT / "_build" / "html"

# Ada's answers, line by line. She forgets that a budget may be too small for one hidden unit.
ANSWERS = {
    "def weight_shapes": """
def weight_shapes(sizes):
    return list(zip(sizes, sizes[1:]))""",
    "def count_weights": """
def count_weights(sizes):
    total = 0
    for n_in, n_out in weight_shapes(sizes):
        total += n_in * n_out
    return total""",
    "def count_parameters": """
def count_parameters(sizes, output_bias=True):
    total = 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        total += (n_in + 1) * n_out
    if not output_bias:
        total -= sizes[-1]
    return total""",
    "def widest": """
def widest(n_in, n_out, budget):
    return (budget - n_out) // (n_in + 1 + n_out)""",
    "def deep_width": """
def deep_width(n_in, n_out, depth, budget):
    h = 0
    while cost(n_in, h + 1, depth, n_out) <= budget:
        h += 1
    return h

def cost(n_in, h, depth, n_out):
    return (n_in + 1) * h + (depth - 1) * (h + 1) * h + (h + 1) * n_out""",
}
WRITTEN = "Twice the width costs more: $h^2$ weights become four times as many."
COMMENT = "And what does the number not tell you?"
SCORES = {
    "weight_shapes": 3,
    "count_weights": 3,
    "parameters": 4,
    "widest": 4 * 5 / 6,
    "deep_width": 4,
}
WRITTEN_POINTS = 1.5
FAILED = "too small a budget gives 0"


@dataclass
class Browser:
    """Chromium, with a note of everything that goes wrong or elsewhere."""

    chromium: object
    home: str
    pictures: Path
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def person(self) -> Page:
        """A page with cookies of its own."""
        context = self.chromium.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(MILLISECONDS)
        context.on("request", self._note_request)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        return context.new_page()

    def _note_request(self, request):
        if not request.url.startswith((self.home, "about:", "data:", "blob:")):
            self.elsewhere.append(request.url)

    def picture(self, page: Page, name: str) -> None:
        page.screenshot(path=self.pictures / f"{name}.png")


@pytest.fixture
def hub(tmp_path):
    with HubRun(tmp_path, BOOK, settings="[first_look]\n") as hub:
        yield hub


@pytest.fixture
def browser(hub, chromium, tmp_path):
    pictures = Path(os.environ.get("PICTURES", tmp_path / "pictures"))
    pictures.mkdir(exist_ok=True)
    expect.set_options(timeout=MILLISECONDS)
    yield Browser(chromium, hub.url, pictures)
    for context in chromium.contexts:
        context.close()


def sign_in(page: Page, hub: HubRun, name: str) -> None:
    page.goto(f"{hub.url}hub/")
    page.fill("#username_input", name)
    page.fill("#password_input", hub.passwords[name])
    page.click("#login_submit")


def same_cell(notebook, cell):
    """The cell by its place, so that it is still found when its text has changed."""
    place = cell.get_attribute("data-windowed-list-index")
    return notebook.locator(f".jp-Cell[data-windowed-list-index='{place}']")


def type_into(page: Page, cell, text: str) -> None:
    """Replace what is in a cell's editor, key by key."""
    editor = click_into(cell)
    editor.press("Control+a")
    for number, line in enumerate(text.strip().splitlines()):
        if number:
            editor.press("Enter")
        else:
            editor.press("Delete")
        wanted = len(line) - len(line.lstrip())
        there = cell.locator(".cm-line").last.evaluate("line => line.textContent.length")
        while there > wanted:  # the editor indents by itself; take back what is too much
            editor.press("Backspace")
            there -= 4
        page.keyboard.type(" " * (wanted - there) + line.strip())
    written = editor.evaluate("e => [...e.querySelectorAll('.cm-line')].map(l => l.textContent)")
    assert "\n".join(written) == text.strip()


def read_the_book(page: Page, browser: Browser) -> None:
    page.goto(browser.home)
    page.get_by_role("link", name="Counting parameters").first.click()
    figure = page.locator("[data-figure=parameter_counter]")
    figure.scroll_into_view_if_needed()
    total = figure.locator("output")
    expect(total).to_have_text("80 parameters")
    figure.get_by_role("button", name="a bias in every layer").click()
    expect(total).to_have_text("83 parameters")
    browser.picture(page, "01-figure")


def answer_the_assignment(page: Page, browser: Browser, hub: HubRun) -> None:
    sign_in(page, hub, "ada")
    expect(row_of(page)).to_contain_text("You have not begun")
    browser.picture(page, "02-assignments")
    page.goto(browser.home)
    page.get_by_role("link", name="Counting parameters").first.click()
    page.wait_for_url("**/counting_parameters.html")  # the page before has such links too
    page.get_by_role("link", name="open it in the hub").first.click()  # which fetches it

    notebook = open_notebook(page)
    for start, text in ANSWERS.items():
        cell = notebook.locator(".jp-CodeCell", has=page.locator(".cm-line", has_text=start)).first
        type_into(page, same_cell(notebook, cell), text)
    browser.picture(page, "03-notebook")
    cell = notebook.locator(".jp-MarkdownCell", has_text="YOUR ANSWER HERE")
    cell = same_cell(notebook, cell)
    cell.dblclick()
    type_into(page, cell, WRITTEN)

    press(notebook, "Validate")
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text(f"Fails: {FAILED}")  # and she submits all the same
    browser.picture(page, "04-validated")
    dialog.get_by_role("button").last.click()

    press(notebook, "Hand in")
    expect(dialog).to_contain_text("6 of 6 questions answered")
    dialog.get_by_role("button", name="Hand in").click()
    expect(dialog).to_contain_text("is handed in")
    browser.picture(page, "05-submitted")
    dialog.get_by_role("button", name="Close").click()


def row_of(page: Page):
    """What the list of assignments says of this one."""
    return page.locator(f"article#{ASSIGNMENT}")


def grade(page: Page, browser: Browser) -> None:
    page.goto(f"{browser.home}open/{ASSIGNMENT}")
    page.wait_for_url(f"**/lab/tree/source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb")
    page.goto(f"{browser.home}user/instructor/formgrader")
    row = page.locator("#main-table tr", has_text=ASSIGNMENT)
    press_and_close(page, row.locator(".collect a"))
    browser.picture(page, "06-formgrader")
    row.locator(".num-submissions a").click()
    press_and_close(page, page.locator("#main-table tr", has_text="ada").locator(".autograde a"))
    browser.picture(page, "07-autograded")

    page.get_by_role("link", name="Manual Grading").click()
    page.get_by_role("link", name=ASSIGNMENT).click()
    page.get_by_role("link", name=ASSIGNMENT).last.click()
    page.locator("#main-table tr a").first.click()
    page.locator("#width_or_depth").wait_for()
    for name, points in SCORES.items():
        expect(page.locator(f"[id='{name}-check']")).to_have_attribute("placeholder", f"{points}")
    expect(page.locator("#notebook math").first).to_be_visible()
    browser.picture(page, "08-checks")
    fill_and_save(page, "#width_or_depth", f"{WRITTEN_POINTS}", "api/grade")
    fill_and_save(page, "#width_or_depth-comment", COMMENT, "api/comment")
    browser.picture(page, "09-written")

    page.goto(f"{browser.home}user/instructor/formgrader")
    press_and_close(page, row.locator(".generate-feedback a"))
    press_and_close(page, row.locator(".release-feedback a"))


def press_and_close(page: Page, link) -> None:
    """Press one of formgrader's buttons, wait for its verdict, and close that."""
    link.click()
    modal = page.locator("#success-modal, #error-modal")
    modal.wait_for()
    assert modal.get_attribute("id") == "success-modal", modal.inner_text()
    expect(modal).to_have_class("modal fade in")
    modal.get_by_role("button", name="OK").click()
    modal.wait_for(state="detached")


def fill_and_save(page: Page, field: str, text: str, api: str) -> None:
    page.locator(field).fill(text)
    with page.expect_response(lambda r: api in r.url and r.request.method == "PUT") as saved:
        page.locator(field).press("Tab")
    assert saved.value.ok


def read_the_first_look(page: Page, browser: Browser) -> None:
    page.goto(f"{browser.home}assignments")  # which asks again until the look is there
    expect(row_of(page)).to_contain_text("properties hold")
    expect(row_of(page)).to_contain_text("6 of 6 questions answered")
    browser.picture(page, "05-first-look")
    row_of(page).get_by_role("link", name="First look").click()
    text = page.locator("body")
    expect(text).to_contain_text(f"fails: {FAILED}")
    expect(text).to_contain_text("What counts is graded later")
    browser.picture(page, "05-first-look-page")


def read_the_feedback(page: Page, browser: Browser) -> None:
    page.goto(f"{browser.home}assignments")
    points = round(sum(SCORES.values()) + WRITTEN_POINTS, 2)
    expect(row_of(page)).to_contain_text(f"Came back: {points:g} of 20 points")
    row_of(page).get_by_role("link", name="Feedback").click()
    text = page.locator("body")
    expect(text).to_contain_text(f"{points} / 20")
    expect(text).to_contain_text(FAILED)
    expect(text).to_contain_text(COMMENT)
    expect(text).not_to_contain_text("HIDDEN TESTS")
    expect(page.locator("math").first).to_be_visible()
    browser.picture(page, "10-feedback")


@pytest.mark.browser
@pytest.mark.slow(80)
def test_a_student_goes_from_the_book_to_feedback(hub, browser):
    ada, instructor = browser.person(), browser.person()
    sign_in(instructor, hub, "instructor")  # the server starts while Ada reads
    read_the_book(ada, browser)
    answer_the_assignment(ada, browser, hub)
    read_the_first_look(ada, browser)
    grade(instructor, browser)
    read_the_feedback(ada, browser)
    assert browser.elsewhere == []
    assert browser.errors == []
