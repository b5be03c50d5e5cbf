"""Formgrader for a whole class, in a browser: graded, marked, given back without sixty clicks."""

import os

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from tests.tools.browser import chromium as chromium
from tests.tools.contrast import hard_to_read
from tests.tools.handing_in import answered, hand_in, released
from tests.tools.jupyter import served
from tests.tools.patience import MILLISECONDS
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)

NAME, WRITTEN = "ps2_counting", "width_or_depth"
STUDENTS = ["ada", "grace", "alan"]
BY_MAIL, STRANGER = "alan", "mallory"
NBGRADERS = [f"manage_submissions/{NAME}", "manage_assignments", "gradebook", f"gradebook/{NAME}"]
NBGRADERS += ["manage_students"]
HOSTILE = 'Because $n^2$. <img src=x onerror="document.title=1"><script>document.title=1</script>'


@pytest.fixture
def course(courses):
    course = courses("solutions")
    (course.root / "course.toml").write_text('unknown_students = "refuse"\n')
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for student in STUDENTS:
            gradebook.add_student(student)
    for student in [*STUDENTS, STRANGER]:
        notebook = answered(released(course, NAME), {WRITTEN: f"I am {student}. {HOSTILE}"})
        hand_in(course, NAME, student, notebook)
        if student == BY_MAIL:
            continue
        folder = course.submitted_path(NAME, student)  # as it comes from the exchange
        (folder / "timestamp.txt").write_text("2026-03-01 12:00:00.000000 UTC")
        (folder / "submission_secret.txt").write_text(student)
    return course


@pytest.fixture
def formgrader(course, tmp_path, chromium):
    """A page of the instructor's browser, and the address of formgrader."""
    config = {
        "COURSE": str(course.root),
        "COURSE_CHECKOUT": str(ROOT),
        "COURSE_EXCHANGE": str(tmp_path / "exchange"),
        "JUPYTER_CONFIG_PATH": str(ROOT / "hub/servers/instructor"),
        "PYTHONPATH": str(ROOT),
    }
    (tmp_path / "exchange").mkdir(mode=0o777)
    with served("jupyter_server", course.root, tmp_path, **config) as address:
        context = chromium.new_context()
        context.set_default_timeout(MILLISECONDS)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        yield page, f"{address}/formgrader"
        context.close()


def hard_by_day_or_night(page, address):
    """What of a page is hard to read, in light and in dark."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    name = address.rstrip("/").split("/")[4]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        yield from ((name, scheme, each) for each in hard_to_read(page))
        if "PICTURES" in os.environ:
            page.screenshot(path=f"{os.environ['PICTURES']}/formgrader-{name}-{scheme}.png")


def submission_page(course, address):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        found = gradebook.find_submission_notebook(NAME, NAME, "ada")
        return f"{address}/submissions/{found.id}/"


def test_a_class_is_graded_marked_and_given_back(course, formgrader, tmp_path):
    page, address = formgrader
    page.goto(f"{address}/manage_submissions/{NAME}")
    page.get_by_role("link", name="JupyterLab").wait_for()
    page.get_by_role("button", name="Grade all").click()
    page.get_by_text("Grading: 3 graded, 0 graded before, 0 need a look").wait_for()
    said = page.locator(".course-work pre")
    assert said.text_content().count(" of 18 points") == 3
    expect(said).to_be_visible()
    assert f"not graded: {STRANGER}, in no table of students" in said.text_content().splitlines()[0]
    page.locator("#main-table .label", has_text="needs manual grading").nth(2).wait_for()
    assert "Marking scheme" in page.request.get(submission_page(course, address)).text()
    pages = [f"{address}/{name}" for name in NBGRADERS] + [submission_page(course, address)]
    assert [each for place in pages for each in hard_by_day_or_night(page, place)] == []
    expect(page.locator("#notebook math").first).to_be_visible()
    page.goto(pages[0])
    page.get_by_role("link", name="Report").click()
    page.get_by_role("heading", name=NAME).wait_for()

    page.goto(f"{address}/written/{NAME}")
    page.get_by_role("link", name=f"6. In your own words ({WRITTEN})").click()
    page.get_by_text("3 of 3 answers wait for a mark").wait_for()
    assert "Doubling the width costs more" in page.locator(".course-scheme").text_content()
    answers = page.locator("article")
    assert answers.count() == 3 and page.title() != "1"
    assert page.locator("article math").count() == 3
    assert not any(name in page.locator("h2").all_inner_texts() for name in STUDENTS)
    for place in range(3):
        answers.nth(place).get_by_label("Points").fill("1.5")
        answers.nth(place).get_by_label("Points").press("Enter")
        answers.nth(place).get_by_text("saved", exact=True).wait_for()
    page.get_by_text("0 of 3 answers wait for a mark").wait_for()
    answers.nth(0).get_by_label("Comment").fill("Say why.")
    answers.nth(0).get_by_label("Points").focus()
    answers.nth(0).get_by_text("saved", exact=True).wait_for()
    page.reload()
    page.get_by_text("0 of 3 answers wait for a mark").wait_for()
    assert page.get_by_label("Comment").nth(0).input_value() == "Say why."

    page.goto(f"{address}/manage_submissions/{NAME}")
    page.get_by_text("Grading: 3 graded, 0 graded before, 0 need a look").wait_for()
    page.get_by_role("button", name="Feedback for all").click()
    page.get_by_text("Feedback: given out").wait_for()
    expect(said).to_be_visible()
    assert f"{BY_MAIL} did not hand in through the hub" in said.text_content()
    assert len(list(tmp_path.glob("exchange/*/feedback/*.html"))) == 2
    assert page.complaints == []
    for student in STUDENTS:
        made = course.root / "feedback" / student / NAME / f"{NAME}.html"
        assert "Marking scheme" not in made.read_text()
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for student in STUDENTS:
            assert gradebook.find_submission(NAME, student).written_score == 1.5
