"""The student's way, in a browser through a real hub: one list, and what its buttons do."""

import json
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.tools.browser import chromium as chromium
from tests.tools.hub_run import HubRun
from tests.tools.lab_cells import open_notebook, press, run
from tests.tools.student import (
    NAME,
    answer,
    article,
    begun,
    dialog_of,
    given_back,
    released_anew,
    type_answer,
    work_of,
)
from tests.tools.student import (
    person as person,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow(90)]

LATE = "ps1_feed_forward"
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
# JupyterLab has so much to do that it answers late: on a slow machine it often has.
BUSY = """() => void setTimeout(() => {
  const end = performance.now() + 4000;
  while (performance.now() < end);
})"""
ANSWER = "def weight_shapes(sizes):\n    return list(zip(sizes, sizes[1:]))"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    book = folder / "book"
    book.mkdir()
    (book / "index.html").write_text("<h1>Basic Deep Learning</h1>")
    with HubRun(folder, book, settings=SETTINGS) as hub:
        yield hub


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


def test_in_lab_the_menus_are_short_and_a_locked_cell_says_why_it_stays(person):
    ada = person("ada")
    notebook = begun(ada)
    menus = ada.page.locator("#jp-MainMenu > ul > li").all_inner_texts()
    assert "Course" in menus and "Nbgrader" not in menus, menus
    ada.page.get_by_role("menuitem", name="File").click()
    file_menu = ada.page.locator(".lm-Menu").last
    expect(file_menu.get_by_text("Log Out")).to_have_count(1)
    ada.picture("lab-file-menu")
    ada.page.keyboard.press("Escape")
    for menu in ("View", "Kernel", "Settings", "Help"):
        ada.page.get_by_role("menuitem", name=menu, exact=True).click()
        words = ada.page.locator(".lm-Menu").last.inner_text()
        assert not re.search("debugger|log console|language server", words, re.I), words
        ada.page.keyboard.press("Escape")
    expect(ada.page.get_by_role("button", name=re.compile("debugger", re.I))).to_have_count(0)
    check = notebook.locator(".jp-CodeCell", has_text="returns(weight_shapes").first
    check.locator(".jp-InputPrompt").click()
    expect(check).to_have_class(re.compile("jp-mod-selected"))
    ada.page.keyboard.press("d")
    ada.page.keyboard.press("d")
    expect(ada.page.get_by_text("This cell is locked")).to_be_visible()
    expect(check).to_be_visible()
    ada.picture("lab-locked")


def test_what_is_handed_in_is_told_before_once_from_the_list_and_from_lab(person):
    ada = person("ada")
    notebook = begun(ada)
    type_answer(notebook, "def weight_shapes", "def weight_shapes(sizes): return 1")
    page = ada.the_list(ada.context.new_page())
    ps2 = article(page, NAME)
    ada.page.evaluate(BUSY)
    ps2.get_by_role("button", name="Hand in").click()
    asked = dialog_of(page)
    expect(asked).to_contain_text(f"Hand in “{TITLE}”?")
    expect(asked).to_contain_text("Not saved yet in JupyterLab: ps2_counting/ps2_counting.ipynb")
    expect(asked).to_contain_text("In time: it is due on")
    page.screenshot(path=ada.pictures / "ask.png")
    asked.get_by_role("button", name="Save and hand in").click()
    expect(asked).to_contain_text("is handed in")
    expect(asked).to_contain_text("1 of 6 questions answered")
    expect(asked).to_contain_text("in time")
    page.screenshot(path=ada.pictures / "receipt.png")
    asked.get_by_role("button", name="Close").click()
    expect(ps2).to_contain_text("1 of 6 questions answered")
    receipts = list((ada.home / "receipts").iterdir())
    assert len(receipts) == 1
    assert "return 1" in json.dumps(work_of(ada))

    ada.page.bring_to_front()
    type_answer(notebook, "def count_weights", "def count_weights(sizes): return 2")
    press(notebook, "Hand in")
    asked = dialog_of(ada.page)
    expect(asked).to_contain_text("2 of 6 questions answered")
    expect(asked).to_contain_text("Not answered yet: 3. How many parameters?")
    ada.picture("lab-ask")
    asked.get_by_role("button", name="Hand in").click()
    expect(asked).to_contain_text("is handed in")
    asked.get_by_role("button", name="Close").click()
    ada.page.get_by_role("menuitem", name="Course").click()
    ada.page.get_by_role("menuitem", name="Your Assignments").click()
    expect(article(ada.page, NAME)).to_contain_text("Handed in before: 1")
    article(ada.page, NAME).get_by_role("button", name="Hand in").click()
    expect(dialog_of(ada.page)).to_contain_text("You handed in exactly this on")


def test_validate_runs_from_a_fresh_start_and_says_each_check_in_a_line(person):
    grace = person("grace")
    notebook = begun(grace)
    type_answer(notebook, "def weight_shapes", "def weight_shapes(sizes): return 1")
    press(notebook, "Validate")
    asked = dialog_of(grace.page)
    expect(asked).to_contain_text("Run from a fresh start")
    expect(asked.get_by_role("listitem")).to_have_count(5)  # one for each check
    expect(asked.get_by_role("listitem").first).to_contain_text("1. The shapes of the weight")
    expect(asked.get_by_role("listitem").first).to_contain_text("Fails:")
    left = "Not answered yet: “raise NotImplementedError()” is still there."
    expect(asked.get_by_role("listitem").last).to_contain_text(left)
    expect(asked).not_to_contain_text("known=")  # no line of a check
    grace.picture("validated")
    asked.get_by_role("button", name="Close").click()
    expect(grace.page.get_by_text("is run from a fresh start")).to_have_count(0)
    grace.page.set_viewport_size({"width": 390, "height": 800})
    grace.page.reload()
    open_notebook(grace.page)
    expect(notebook.locator(".jp-Cell").first).to_be_visible()
    expect(grace.page.locator("#filebrowser")).to_be_hidden()
    grace.page.wait_for_function(
        "[...document.querySelectorAll('.jp-NotebookPanel')].some((e) => e.clientWidth > 250)"
    )
    press(notebook, "Validate")  # behind the dots
    expect(asked).to_contain_text("Run from a fresh start")


def test_what_is_late_is_told_with_what_it_costs(person):
    grace = person("grace")
    begun(grace, LATE)
    grace.page.set_viewport_size({"width": 390, "height": 800})
    article(grace.the_list(), LATE).get_by_role("button", name="Hand in").click()
    asked = dialog_of(grace.page)
    expect(asked).to_contain_text("It is late: it was due on Wednesday, 1 January 2020")
    expect(asked).to_contain_text("that costs all points")
    grace.picture("late-narrow")
    wide = grace.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, wide
    asked.get_by_role("button", name="Not now").click()
    expect(asked).to_have_count(0)
    expect(article(grace.page, LATE)).to_contain_text("handed in nothing yet")


def test_a_deleted_check_comes_back_and_the_answers_stay(person):
    grace = person("grace", color_scheme="dark")
    begun(grace)
    answer(grace, ANSWER)
    notebook = work_of(grace)
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != "weight_shapes-check"]
    (grace.home / NAME / f"{NAME}.ipynb").write_text(json.dumps(notebook))
    ps2 = article(grace.the_list(), NAME)
    ps2.get_by_role("button", name="Hand in").click()
    asked = dialog_of(grace.page)
    expect(asked).to_contain_text("not yours to change is missing or changed, below 1. The shapes")
    asked.get_by_role("button", name="Not now").click()
    ps2.get_by_role("button", name="Restore the checks").click()
    asked.get_by_role("button", name="Restore").click()
    expect(asked).to_contain_text(f"Kept as it was: {NAME}/{NAME} before restoring.ipynb.old")
    grace.picture("restored-dark")
    asked.get_by_role("button", name="Close").click()
    sources = {cell["id"]: "".join(cell["source"]) for cell in work_of(grace)["cells"]}
    assert sources["weight_shapes"] == ANSWER and "weight_shapes-check" in sources
    ps2.get_by_role("button", name="Hand in").click()
    expect(asked).to_contain_text("1 of 6 questions answered")
    expect(asked).not_to_contain_text("missing or changed")


def test_a_new_release_reaches_work_that_was_begun_before(person, hub):
    ada = person("ada")
    begun(ada, "ps3_depth")
    released_anew(hub, "ps3_depth", "# What depth does, and what it does not", "# Depth, mended")
    notebook = begun(ada, "ps3_depth")  # opened again it is the own work, as it was
    expect(notebook.get_by_role("heading", name="What depth does")).to_be_visible()
    ada.page.get_by_role("menuitem", name="Course").click()
    ada.page.get_by_role("menuitem", name="Restore the Checks").click()
    dialog_of(ada.page).get_by_role("button", name="Restore").click()
    expect(dialog_of(ada.page)).to_contain_text("Kept as it was: ps3_depth/")
    dialog_of(ada.page).get_by_role("button", name="Close").click()
    expect(notebook.get_by_role("heading", name="Depth, mended")).to_be_visible()


def test_two_at_once_and_a_kernel_that_is_restarted(person):
    people = [person("ada"), person("grace")]
    notebooks = [begun(each) for each in people]
    for someone, notebook in zip(people, notebooks, strict=True):
        type_answer(
            notebook, "weight_shapes([4, 6, 5, 3])", f"me = {someone.name!r}; print(me * 2)"
        )
    for someone, notebook in zip(people, notebooks, strict=True):
        cell = notebook.locator(".jp-CodeCell", has_text="print(me * 2)").first
        run(cell)
        expect(cell.locator(".jp-OutputArea-output")).to_have_text(someone.name * 2)
    ada, notebook = people[0], notebooks[0]
    ada.page.get_by_role("menuitem", name="Kernel").click()
    ada.page.get_by_role("menuitem", name="Restart Kernel…").click()
    dialog_of(ada.page).get_by_role("button", name="Confirm Kernel Restart").click()
    open_notebook(ada.page)
    type_answer(notebook, "count_weights([4, 6, 5, 3])  #", "print(me)")
    cell = notebook.locator(".jp-CodeCell", has_text="print(me)").first
    run(cell)
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text("NameError")


def test_what_comes_back_is_one_click_away_for_its_owner_alone(person, hub):
    ada = person("ada")
    begun(ada)
    answer(ada, ANSWER)
    answer(ada, "def count_weights(sizes):\n    return 3", "count_weights")
    article(ada.the_list(), NAME).get_by_role("button", name="Hand in").click()
    dialog_of(ada.page).get_by_role("button", name="Hand in").click()
    dialog_of(ada.page).get_by_role("button", name="Close").click()
    given_back(hub, NAME)
    ps2 = article(ada.the_list(), NAME)
    expect(ps2).to_contain_text("Came back: 3 of 20 points")
    ada.picture("list-with-feedback")
    with ada.page.expect_navigation() as there:
        ps2.get_by_role("link", name="Feedback").first.click()
    assert "sandbox" in there.value.headers["content-security-policy"]
    page = ada.page
    expect(page.locator("math").first).to_be_visible()
    assert "$" not in page.locator(".text_cell_render").first.inner_text()
    order = page.locator("#toc li").all_inner_texts()
    assert "2. How many weights?" in order[0], order  # what failed comes first
    expect(page.locator("#toc")).to_contain_text("1. The shapes of the weight matrices")
    ada.picture("feedback")
    address = page.url
    grace = person("grace")
    assert grace.page.request.get(address).status == 403


def test_unsaved_work_outlives_a_restart_of_the_hub(person, hub):
    """Last of all: the hub is killed, and starts again."""
    ada = person("ada")
    notebook = begun(ada)
    type_answer(notebook, "# should be 83", "kept = 6 * 7")
    hub.stop(signal.SIGKILL)
    with HubRun(hub.folder, hub.folder / "book", hub.port):
        press(notebook, "Hand in")
        expect(dialog_of(ada.page)).to_contain_text("questions answered")
        assert "kept = 6 * 7" in json.dumps(work_of(ada))
        ada.page.close()  # it would go on asking when this hub is gone, too
    ada.complaints.clear()  # of requests while there was no hub
