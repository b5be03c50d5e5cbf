"""Whatever happens with one submission costs that student alone, and waits for a person."""

import json
import os
import sqlite3
import threading

import pytest

from grading.__main__ import main
from grading.record.record import Record
from grading.rooms.at_work import Rooms
from grading.run import run, verdicts
from grading.words.errors import CourseError
from tests.tools.handing_in import answered, grade_of, hand_in, released, with_right_answers
from tests.tools.in_the_rooms import kill_all_inside
from tests.tools.one_submission import RIGHT, softmax_grader

pytestmark = pytest.mark.slow(40)


@pytest.fixture
def course(courses):
    """A course in which an honest neighbour has handed in."""
    return with_right_answers(courses("tests/attacks/rooms"), "honest")


HOSTILE = {
    "prints a lone surrogate": 'print("\\ud800 hello")',
    "raises a lone surrogate": 'raise ValueError("\\ud800")',
    "writes brackets without end to every socket": """
import os, stat
for fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            os.write(fd, b"[" * 200_000 + b"\\n")
    except OSError:
        pass
""",
    "raises an error with a name that is no text": """
Strange = type("\\ud800", (Exception,), {})
raise Strange("\\x00")
""",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_a_cell_says_ends_nobody_elses_run(course, what):
    answer = HOSTILE[what].replace("\\\\", "\\") + "\n"
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "a_hostile", answered(notebook, {"softmax": answer + RIGHT}))
    verdicts = run.grade_all(course, "softmax")
    assert verdicts["honest"].score == 5
    assert verdicts["a_hostile"].max_score == 5
    lines = course.verdicts_path.read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["student"] for line in lines} == {"a_hostile", "honest"}


def test_a_name_that_is_not_utf_8_ends_nobody_elses_run(course):
    folder = course.root / "submitted" / "a_hostile" / "softmax"
    folder.mkdir(parents=True)
    (folder / os.fsdecode(b"caf\xe9.ipynb")).write_bytes(b"{}")
    verdicts = run.grade_all(course, "softmax")
    assert verdicts["honest"].score == 5
    assert any("was handed in as caf" in remark for remark in verdicts["a_hostile"].remarks)


def test_an_error_of_the_graders_is_a_verdict_that_waits_for_a_person(course, monkeypatch):
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "a_strange", answered(notebook, {"softmax": RIGHT}))
    grade = verdicts.grade

    def broken(data, source, released, student, *rest):
        if student == "a_strange":
            raise RuntimeError("secret words of the student's")
        return grade(data, source, released, student, *rest)

    monkeypatch.setattr(verdicts, "grade", broken)
    outcomes = run.grade_all(course, "softmax", jobs=1)
    assert outcomes["honest"].score == 5
    assert outcomes["a_strange"].waits_for == (
        "could not be graded: the grader met a RuntimeError; please look at what was handed in"
    )
    grade_now = grade_of(course, "a_strange")
    assert grade_now["needs_manual_grade"] and grade_now["auto_score"] == 0
    assert "secret" not in course.verdicts_path.read_text()


def test_a_keeper_that_ends_is_no_fault_of_the_students(course, monkeypatch):
    """Right answers whose room breaks down get no silent 0: somebody looks at them."""
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "a_unlucky", answered(notebook, {"softmax": RIGHT}))
    run_cells = Rooms.run_cells

    def unlucky(rooms):
        kill_all_inside()
        return run_cells(rooms)

    with monkeypatch.context() as patch:
        patch.setattr(Rooms, "run_cells", unlucky)
        verdicts = run.grade_all(course, "softmax", "a_unlucky", jobs=1)
    assert verdicts["a_unlucky"].waits_for.startswith("could not be graded: ")
    assert grade_of(course, "a_unlucky")["needs_manual_grade"]
    assert run.grade_all(course, "softmax")["honest"].score == 5


def test_a_tests_room_that_fails_says_why(course, monkeypatch):
    end_of_cells = Rooms._end_of_cells

    def and_the_keeper_is_gone(rooms):
        ready = end_of_cells(rooms)
        kill_all_inside()
        return ready

    monkeypatch.setattr(Rooms, "_end_of_cells", and_the_keeper_is_gone)
    with pytest.raises(RuntimeError, match="the tests' room failed: Traceback"):
        softmax_grader(course)(RIGHT)


def test_a_verdict_that_cannot_be_recorded_is_replaced_by_one_that_says_so(course, monkeypatch):
    write = Record.write
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "a_strange", answered(notebook, {"softmax": RIGHT}))

    def picky(record, verdict, *rest):
        if verdict.student == "a_strange" and not verdict.waits_for:
            raise ValueError("it cannot be written")
        write(record, verdict, *rest)

    monkeypatch.setattr(Record, "write", picky)
    verdicts = run.grade_all(course, "softmax", jobs=1)
    assert verdicts["honest"].score == 5 and verdicts["a_strange"].waits_for
    assert grade_of(course, "a_strange")["needs_manual_grade"]


def test_folders_whose_names_begin_with_a_dot_are_no_students(course):
    for name in (".ipynb_checkpoints", ".hidden"):
        (course.root / "submitted" / name / "softmax").mkdir(parents=True)
    assert set(run.grade_all(course, "softmax")) == {"honest"}


def test_a_student_may_have_any_name(course):
    for name in ("a[b]c", "x*y", "Zoë", "with space"):
        notebook = answered(released(course, "softmax"), {"softmax": RIGHT})
        hand_in(course, "softmax", name, notebook)
        assert run.grade_all(course, "softmax", name)[name].score == 5


@pytest.mark.parametrize("text", ["{}", "[]", "", "no JSON", '{"metadata": 1}', "[" * 100_000])
def test_a_graded_notebook_that_is_none_is_made_anew(course, text):
    run.grade_all(course, "softmax")
    course.autograded_path("softmax", "honest").write_text(text)
    assert run.grade_all(course, "softmax")["honest"].score == 5


def test_a_locked_gradebook_is_waited_for(course):
    other = sqlite3.connect(course.root / "gradebook.db", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(7, other.rollback).start()  # longer than sqlite waits by itself
    assert run.grade_all(course, "softmax")["honest"].score == 5
    other.close()


def spoil_secret(course):
    (course.root / "course_secret").write_text("not hexadecimal")


def spoil_gradebook(course):
    (course.root / "gradebook.db").write_bytes(b"this is no database" * 100)


SENTENCES = {
    spoil_secret: "does not hold a secret .* put it back from a backup",
    spoil_gradebook: "gradebook.db: it is no database: put it back from a backup",
}


@pytest.mark.parametrize("spoil", SENTENCES, ids=lambda spoil: spoil.__name__)
def test_what_only_the_instructor_can_mend_gets_one_sentence(course, spoil, capsys):
    spoil(course)
    with pytest.raises(CourseError, match=SENTENCES[spoil]):
        run.grade_all(course, "softmax")
    assert main(["grade", "softmax", "--course", str(course.root)]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
