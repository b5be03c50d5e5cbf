"""nbgrader's quickstart, unchanged: the same scores as plain `nbgrader autograde` gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from grading.__main__ import main
from grading.course.directory import Course
from grading.nbgrader.plugin import install
from grading.run.run import grade_all
from sandbox.limits import Limits
from tests.tools.places import ROOT
from tests.tools.plain_course import handed_in, released_course, solutions_of

pytestmark = pytest.mark.slow(60)

NBGRADER = Path(sys.prefix) / "bin" / "nbgrader"
NOT_BY_SQUARES = "def sum_of_squares(n):\n    return sum(i * i for i in range(1, n + 1))"
WITHOUT_ERRORS = "def squares(n):\n    return [i**2 for i in range(1, n + 1)]"
HANGS = "def squares(n):\n    while True:\n        pass"
QUICK = Limits(cell_seconds=1, property_seconds=1)


@pytest.fixture(scope="module")
def quickstart(tmp_path_factory):
    """The course that nbgrader makes, released; four students have handed something in."""
    folder = tmp_path_factory.mktemp("quickstart")
    nbgrader(folder, "quickstart", "course101")
    course = released_course(folder / "course101")
    right = solutions_of(course, "ps1", "problem1")
    written = solutions_of(course, "ps1", "problem2")
    for student, answers in {
        "honest": right,
        "wrong": right | {"squares": WITHOUT_ERRORS, "sum_of_squares": NOT_BY_SQUARES},
        "hangs": right | {"squares": HANGS},
        "untouched": {},
    }.items():
        handed_in(course, "ps1", student, "problem1", answers)
        handed_in(course, "ps1", student, "problem2", written if answers else {})
    return course


@pytest.fixture(scope="module")
def graded(quickstart):
    grade_all(quickstart, "ps1", limits=QUICK)
    return quickstart


def nbgrader(folder, *words):
    env = os.environ | {"PATH": f"{NBGRADER.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        [NBGRADER, *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def grades(course):
    """All grades: (student, notebook, cell) -> score, and whether it waits for a person."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (
                grade.auto_score, grade.needs_manual_grade
            )
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }  # fmt: skip


def test_its_scores_are_those_of_plain_nbgrader(graded, tmp_path):
    shutil.copytree(graded.root, tmp_path / "plain", ignore=shutil.ignore_patterns("autograded"))
    plain = Course(tmp_path / "plain")
    (plain.root / "gradebook.db").unlink()
    nbgrader(plain.root, "generate_assignment", "ps1", "--force")
    nbgrader(plain.root, "autograde", "ps1", "--ExecutePreprocessor.timeout=1")
    found, expected = grades(graded), grades(plain)
    assert len(found) == 36
    assert {key: score for key, (score, _) in found.items()} == {
        key: score for key, (score, _) in expected.items()
    }
    # Where time decided, a person looks; nothing else differs.
    differs = {
        student for student, *key in found if found[student, *key] != expected[student, *key]
    }
    assert differs == {"hangs"}
    assert found["wrong", "problem1", "squares_invalid_input"] == (0, False)
    assert found["hangs", "problem1", "sum_of_squares_uses_squares"] == (0.5, True)
    assert found["honest", "problem1", "cell-938593c4a215c6cc"] == (None, True)  # the task
    assert found["honest", "problem1", "sum_of_squares_application"] == (None, True)
    assert found["untouched", "problem2", "part-a"] == (0, False)


def test_what_is_graded_is_skipped_and_a_new_problem_is_graded_alone(graded):
    seen = []
    handed_in(graded, "ps1", "honest", "problem2", {"part-a": "It is the Fibonacci sequence."})
    outcomes = grade_all(graded, "ps1", limits=QUICK, tell=lambda *said: seen.append(said))
    again = [(who, verdict.notebook) for who, verdict, *_ in seen if verdict]
    assert again == [("honest", "problem2")]
    assert [done for *_, done, _ in seen] == list(range(1, 9)) and len(outcomes) == 4


def test_a_report_is_written_for_each_notebook(graded, capsys):
    assert main(["report", "ps1", "--course", str(graded.root)]) == 0
    for notebook in ("problem1", "problem2"):
        page = (graded.root / "report" / "ps1" / notebook / "report.html").read_text()
        assert f"<h1>ps1, {notebook}</h1>" in page and "4 " in page
    assert "correct_squares" in (graded.root / "report/ps1/problem1/properties.csv").read_text()


def test_nbgrader_s_command_and_feedback_work(graded, tmp_path):
    shutil.copytree(graded.root, tmp_path / "course")
    course = Course(tmp_path / "course")
    env = os.environ | {"COURSE": str(course.root)}
    for words in (["autograde", "ps1", "--student", "honest"], ["generate_feedback", "ps1"]):
        command = [NBGRADER, *words]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    page = (course.root / "feedback" / "wrong" / "ps1" / "problem1.html").read_text()
    assert "sum_of_squares does not use squares" in page and "holds: correct_squares" in page


def test_the_button_of_formgrader_grades_it(quickstart, tmp_path):
    shutil.copytree(quickstart.root, tmp_path / "course")
    config = Config()
    install(config, tmp_path / "course")
    result = NbGraderAPI(config=config).autograde("ps1", "honest")
    assert result["success"], result


def test_a_notebook_that_is_missing_has_no_points_and_takes_no_other_s_place(quickstart, tmp_path):
    shutil.copytree(quickstart.root, tmp_path / "course")
    course = Course(tmp_path / "course")
    (course.submitted_path("ps1", "wrong") / "problem1.ipynb").unlink()
    outcome = grade_all(course, "ps1", "wrong")["wrong"]
    assert outcome.score == 0 and "no notebook was handed in" in outcome.remarks
    released = nbformat.read(course.autograded_path("ps1", "wrong", "problem2"), 4)
    assert any("fibonnaci" in cell.source for cell in released.cells)
