"""A run over many submissions: read when their turn comes, skipped cheaply, time decided twice."""

import subprocess
import sys

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from grading.run import run, verdicts
from grading.run.local import Local
from grading.run.outcome import Outcome
from grading.run.side_by_side import side_by_side
from tests.tools.handing_in import answered, hand_in, reference, released

pytestmark = pytest.mark.slow(40)


@pytest.fixture
def course(courses):
    """A course in which eight have handed in, all the same."""
    course = courses("tests/attacks/rooms")
    notebook = answered(released(course, "softmax"), reference(course, "softmax"))
    for name in "abcdefgh":
        hand_in(course, "softmax", name, notebook)
    return course


def double(task):
    return 2 * task


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_is_taken_when_its_turn_comes(jobs):
    taken = []

    def tasks():
        for number in range(20):
            taken.append(number)
            yield number

    place = Local(jobs)
    done = 0
    for task, result in side_by_side(double, tasks(), lambda task: (task,), place):
        assert result == 2 * task
        done += 1
        assert len(taken) <= done + place.most()
    assert done == 20


def test_a_submission_is_read_when_its_turn_comes_and_little_is_kept(course, monkeypatch):
    read, told = [], []
    read_submission = verdicts.read_submission

    def reading(folder, *what):
        read.append(folder)
        assert len(read) <= len(told) + Local(2).most() + 1
        return read_submission(folder, *what)

    monkeypatch.setattr(verdicts, "read_submission", reading)
    outcomes = run.grade_all(course, "softmax", jobs=2, tell=lambda *what: told.append(what[0]))
    assert len(read) == 8
    assert set(outcomes.values()) == {Outcome(5, 5, (), "")}


def questions(course, run_it):
    """How many questions a run puts to the gradebook."""
    asked = []
    listener = course.engine, "before_cursor_execute", lambda *what: asked.append(what[2])
    event.listen(*listener)
    run_it()
    event.remove(*listener)
    return len(asked)


def test_what_is_done_costs_the_gradebook_one_question_for_the_class(course):
    def one():
        assert run.grade_all(course, "softmax", "a") == {"a": None}

    def everyone():
        assert set(run.grade_all(course, "softmax").values()) == {None}

    run.grade_all(course, "softmax")
    assert questions(course, one) == questions(course, everyone)


def test_one_without_a_grade_in_the_gradebook_is_graded_again(course):
    run.grade_all(course, "softmax", "a")
    with course.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE grade SET auto_score = NULL")
    course.engine.dispose()
    assert run.grade_all(course, "softmax", "a")["a"].score == 5


def test_a_run_begins_without_nbgrader():
    code = "import sys, grading.run.run; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"nbgrader", "alembic", "distributed"} & set(loaded)


def slow_at_first(monkeypatch, course, times):
    """Lets a limit of time decide about b, so many times; in which order grading was begun."""
    begun, grade = [], verdicts.grade

    def graded(data, source, released, student, *rest):
        begun.append(student)
        verdict, notebook = grade(data, source, released, student, *rest)
        verdict.out_of_time = student == "b" and begun.count("b") <= times
        return verdict, notebook

    monkeypatch.setattr(verdicts, "grade", graded)
    return begun


def needs_a_person(course, student):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return gradebook.find_submission("softmax", student).needs_manual_grade


def test_where_time_decided_it_is_run_once_more_after_the_others(course, monkeypatch):
    begun = slow_at_first(monkeypatch, course, times=1)
    again = []
    outcomes = run.grade_all(course, "softmax", jobs=1, tell_again=again.extend)
    assert begun == [*"abcdefgh", "b"] and again == ["b"]
    assert outcomes["b"] == outcomes["a"] and not needs_a_person(course, "b")
    assert course.verdicts_path.read_text().count('"student": "b"') == 1


def test_where_time_decides_twice_a_person_looks(course, monkeypatch):
    slow_at_first(monkeypatch, course, times=2)
    told = {}
    outcomes = run.grade_all(course, "softmax", jobs=1, tell=lambda *what: told.update([what[:2]]))
    assert outcomes["b"].waits_for == told["b"].waits_for
    assert outcomes["b"].waits_for.startswith("time decided about its points")
    assert outcomes["b"].remarks == (outcomes["b"].waits_for,)
    assert needs_a_person(course, "b") and not needs_a_person(course, "a")
