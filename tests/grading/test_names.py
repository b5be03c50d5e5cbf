"""Names are names: brackets, dots, accents in two forms, time zones in numbers."""

import os
from datetime import datetime
from unicodedata import normalize

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grading.__main__ import main
from grading.nbgrader.plugin import install
from grading.record.record import moment_of, read_timestamp
from tests.tools.handing_in import grade_of, with_right_answers

pytestmark = pytest.mark.slow(15)

COMPOSED, APART = (normalize(form, "josé") for form in ("NFC", "NFD"))


@pytest.fixture
def course(courses):
    return courses("tests/attacks/rooms")


def graded(course, *more):
    assert main(["grade", "softmax", "--course", str(course.root), "--jobs", "1", *more]) == 0


def students(course):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return {student.id for student in gradebook.students}


def api_of(course):
    """nbgrader's own, as formgrader asks it."""
    config = course.config
    install(config, course.root)
    return NbGraderAPI(config=config)


def test_brackets_are_letters(course, capsys):
    with_right_answers(course, "a[b]c", "abc")
    graded(course, "--student", "a[b]c")
    assert "1 graded" in capsys.readouterr().out
    assert students(course) == {"a[b]c"}
    api = api_of(course)
    assert api.autograde("softmax", "abc")["success"]
    assert api.generate_feedback("softmax", student_id="a[b]c")["success"]
    assert os.listdir(course.root / "feedback") == ["a[b]c"]
    assert api.generate_feedback("softmax")["success"]
    assert sorted(os.listdir(course.root / "feedback")) == ["a[b]c", "abc"]
    assert os.listdir(course.root / "feedback" / "a[b]c" / "softmax") == ["softmax.html"]


def test_what_programs_make_by_themselves_is_no_student_and_is_named(course, capsys):
    with_right_answers(course, "ada", ".ipynb_checkpoints", ".hidden")
    graded(course)
    assert students(course) == {"ada"}
    said = capsys.readouterr().err
    assert "not graded: .hidden, .ipynb_checkpoints; folders whose names begin with a dot" in said
    assert "rename what is somebody's" in said


@pytest.mark.parametrize("folder, known", [(COMPOSED, APART), (APART, COMPOSED)])
def test_a_name_in_two_forms_is_one_student(course, folder, known):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_student(known)
    with_right_answers(course, folder)
    graded(course, "--student", known)
    assert students(course) == {known}
    assert grade_of(course, known)["auto_score"] == 5
    assert api_of(course).generate_feedback("softmax")["success"]


def test_of_two_folders_of_a_student_the_newest_counts(course, capsys):
    with_right_answers(course, COMPOSED)
    old = course.submitted_path("softmax", APART)
    old.mkdir(parents=True)
    os.utime(old, (0, 0))
    graded(course)
    assert "the name is that of 2 folders: the newest counts" in capsys.readouterr().out
    assert len(students(course)) == 1
    assert grade_of(course, *students(course))["auto_score"] == 5


TIMES = {
    "2026-01-01 10:00:00 +0100": 9,
    "2026-01-01 10:00:00.5 -02:00": 12,
    "2026-01-01T10:00:00+0100": 9,
    "2026-01-01 10:00:00 UTC": 10,
    "2026-01-01 10:00:00 Europe/Berlin": 9,
    "2026-01-01 10:00:00": 10,
    "2026-01-01": 0,
}


@pytest.mark.parametrize("text", TIMES)
def test_a_time_zone_in_numbers_is_one(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text + "\n")
    found = moment_of(read_timestamp(tmp_path))
    assert found.replace(microsecond=0) == datetime(2026, 1, 1, TIMES[text])
