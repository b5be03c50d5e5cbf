"""Please look: a student's sentence comes before a marker, and changes no points by itself."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

from grading.__main__ import main
from grading.handed_in.please import NO_WORDS, SHORT
from grading.handed_in.rebuild import rebuild
from grading.report.looks import Why
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)

NAME, ANSWER, OTHER, WRITTEN = "ps2_counting", "weight_shapes", "widest", "width_or_depth"
SAID = "rows <b>first</b>, as in the lecture"
ON_TIME, LATE = "2026-12-01 11:00:00 UTC", "2026-12-20 11:00:00 UTC"


@pytest.fixture(scope="module")
def blank(courses):
    return released(courses("solutions"), NAME)


@pytest.fixture
def course(courses):
    """One who has handed in on time: all right but one answer, and a text."""
    course = courses("solutions")
    text = f"[deadlines]\n{NAME} = 2026-12-01T12:00:00Z\n[[late]]\ndays = 30\nloses = 0.5\n"
    (course.root / "course.toml").write_text(text)
    notebook = answered(released(course, NAME), reference(course, NAME) | {WRITTEN: "Deep."})
    notebook = answered(notebook, {ANSWER: "def weight_shapes(sizes):\n    return []"})
    hand_in(course, NAME, "ada", notebook)
    return graded(course, ON_TIME)


def graded(course, when, *options):
    (course.submitted_path(NAME, "ada") / "timestamp.txt").write_text(when)
    assert main(["grade", NAME, "--course", str(course.root), "--jobs", "1", *options]) == 0
    return type(course)(course.root)


def mine(course):
    path = course.submitted_path(NAME, "ada") / f"{NAME}.ipynb"
    return nbformat.read(path, as_version=4)


def asking(course, question, said=f"# please look: {SAID}"):
    """Hand in the same again, with a line at the end of an answer."""
    notebook = mine(course)
    cell = next(cell for cell in notebook.cells if cell.id == question)
    cell.source += f"\n{said}\n"
    hand_in(course, NAME, "ada", notebook)


def marks(course):
    """cell -> (automatic, by hand, waits), and the points lost by being late."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        book = gradebook.find_submission_notebook(NAME, NAME, "ada")
        found = {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in book.grades}
        return found, book.late_submission_penalty


def mark_by_hand(course, name, score):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        grade = gradebook.find_grade(name, NAME, NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()


def looks(course):
    assert main(["report", NAME, "--course", str(course.root)]) == 0
    path = course.root / "report" / NAME / "looks.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["why"]: row["said"] for row in csv.DictReader(file)}


def test_a_sentence_comes_before_a_marker_and_changes_no_points(course):
    before, penalty = marks(course)
    assert penalty is None and Why.ASKED not in looks(course)
    asking(course, ANSWER)
    course = graded(course, LATE)
    after, penalty = marks(course)
    assert penalty is None  # it is the same work, handed in when it was
    check = f"{ANSWER}-check"
    assert after == before | {check: (before[check][0], None, True)} != before
    found = looks(course)
    assert found[Why.ASKED] == f"{ANSWER}: “{SAID}”"
    assert found[Why.BY_HAND] == "1 cell" and set(found) == {Why.ASKED, Why.BY_HAND}
    page = nbformat.read(course.autograded_path(NAME, "ada"), as_version=4)
    assert f"{ANSWER}: the student asks a person to look: “{SAID}”" in page.cells[0].source


def test_once_a_person_has_looked_the_same_sentence_waits_no_more_and_another_does(course):
    asking(course, ANSWER)
    course = graded(course, LATE)
    mark_by_hand(course, f"{ANSWER}-check", 2)
    assert Why.ASKED not in looks(course)
    course = graded(course, LATE, "--force")
    after, penalty = marks(course)
    assert after[f"{ANSWER}-check"] == (0, 2, False) and penalty is None
    asking(course, ANSWER, "# Please look: and the last one?")
    course = graded(course, LATE)
    assert marks(course)[0][f"{ANSWER}-check"] == (0, 2, True)
    assert looks(course)[Why.ASKED] == f"{ANSWER}: “{SAID} and the last one?”"


def test_a_mark_given_by_hand_stands_when_a_student_asks(course):
    mark_by_hand(course, WRITTEN, 1)
    asking(course, ANSWER)
    assert marks(graded(course, LATE))[0][WRITTEN] == (None, 1, False)
    asking(course, WRITTEN, "Please look: I also said why.")
    assert marks(graded(course, LATE))[0][WRITTEN] == (None, 1, True)


def test_whoever_also_changes_an_answer_hands_in_late(course):
    asking(course, ANSWER)
    asking(course, OTHER, "one_more = 1")
    course = graded(course, LATE)
    assert marks(course)[1] > 0 and Why.LATE in looks(course)


def test_an_honest_answer_that_also_asks_earns_what_it_earns(course):
    asking(course, OTHER)
    before = marks(course)[0][f"{OTHER}-check"]
    assert marks(graded(course, ON_TIME))[0][f"{OTHER}-check"] == (before[0], None, True)


LINES = {
    "# please look: why?": "why?",
    "#please look at this: why?": "at this: why?",
    "    ## PLEASE LOOK – why?": "why?",
    "# please look": NO_WORDS,
    "# please look: " + "x" * 1000: "x" * SHORT,
    "# please looking": None,
    "print('please look: why?')": None,
    "please = 1": None,
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_it_is_meant(blank, line):
    data = json.dumps(answered(blank, {ANSWER: f"x = 1\n{line}"})).encode()
    assert rebuild(data, blank).asks == ({ANSWER: LINES[line]} if LINES[line] else {})


def placed(blank, after, cell):
    notebook = answered(blank, {})
    place = [cell.id for cell in notebook.cells].index(after)
    notebook.cells.insert(place + 1, cell)
    return notebook


PLACES = {
    "in a new text below the check": lambda blank: placed(
        blank, f"{ANSWER}-check", nbformat.v4.new_markdown_cell("*Please look:* why?")
    ),
    "in new code below the answer": lambda blank: placed(
        blank, ANSWER, nbformat.v4.new_code_cell("# please look: why?")
    ),
    "in the check itself": lambda blank: answered(
        blank, {f"{ANSWER}-check": "# please look: why?\nreport()"}
    ),
}


@pytest.mark.parametrize("where", PLACES)
def test_it_is_found_near_the_answer_too(blank, where):
    notebook = PLACES[where](blank)
    rebuilt = rebuild(json.dumps(notebook).encode(), blank)
    assert [said.strip("* ") for said in rebuilt.asks.values()] == ["why?"]
    assert list(rebuilt.asks) == [ANSWER]


def test_nothing_that_is_released_asks(courses):
    course = courses("solutions")
    for assignment in course.assignments():
        notebook = released(course, assignment)
        assert rebuild(json.dumps(notebook).encode(), notebook).asks == {}


def test_the_feedback_says_beside_each_check_how_to_ask(course):
    command = [Path(sys.executable).with_name("nbgrader"), "generate_feedback", NAME]
    environment = {"PATH": "/usr/bin:/bin", "COURSE": str(course.root), "HOME": str(course.root)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    text = (course.root / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    soup = BeautifulSoup(text, "html.parser")
    places = [d for d in soup.find_all("details") if d.summary.text == "Please look at this"]
    assert len(places) == sum(bool(name) for name in marks(course)[0])
    lines = {d.pre.text.strip() for d in places}
    assert lines == {f"{mark}please look: what a person should see here" for mark in ("# ", "")}
