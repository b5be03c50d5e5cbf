"""The same gradebook after a kill of the grader, or of a worker, at any moment; and Ctrl-C."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT

ALL = os.environ.get("COURSE_TESTS") == "all"
pytestmark = pytest.mark.slow(600 if ALL else 60)
MOMENTS = 100 if ALL else 6
STUDENTS = ("ada", "alan", "grace", "mary")
SECRET = "5" * 64
COMMAND = ["grade", "softmax", "--jobs", "2"]


@pytest.fixture(scope="module")
def four(courses):
    """`four()` gives a course in which four have handed in, right, wrong and nothing."""

    def made():
        course = courses("tests/attacks/rooms")
        (course.root / "course_secret").write_text(SECRET)
        notebook = released(course, "softmax")
        right = answered(notebook, reference(course, "softmax"))
        for student in STUDENTS[:3]:
            hand_in(course, "softmax", student, right if student != "alan" else notebook)
        course.submitted_path("softmax", STUDENTS[3]).mkdir(parents=True)
        return course

    return made


def start(course, *options, **how):
    return subprocess.Popen(
        [sys.executable, "-m", "grading", *COMMAND, "--course", course.root, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def without_progress(said):
    """The lines that a run said, but for those that show how far it is: a slow one has more."""
    return [line for line in said.splitlines() if not line.startswith("softmax: ")]


def grades(course):
    found = {}
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for submission in gradebook.assignment_submissions("softmax"):
            (notebook,) = submission.notebooks
            grades = [(g.name, g.auto_score, g.needs_manual_grade) for g in notebook.grades]
            comments = [(c.name, c.auto_comment) for c in notebook.comments]
            found[submission.student.id] = (sorted(grades), sorted(comments))
    return found


@pytest.fixture(scope="module")
def whole(four):
    """The gradebook of a run that nobody disturbs, and the seconds that it takes."""
    course, begun = four(), time.monotonic()
    with start(course) as run:
        assert run.wait(PATIENCE) == 0
    assert set(grades(course)) == set(STUDENTS)
    return grades(course), time.monotonic() - begun


def below(process):
    """A grader's processes, and which of them are workers."""
    everyone, workers = process.children(recursive=True), []
    servers = {child.pid for child in process.children()}
    for child in everyone:
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.ppid() in servers:
                workers.append(child)
    return everyone, workers


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_the_same_command_after_a_kill_gives_the_same_gradebook(four, whole, moment):
    course = four()
    expected, seconds = whole
    with start(course) as run:
        try:
            run.wait(seconds * moment / MOMENTS)
        except subprocess.TimeoutExpired:
            everyone, workers = below(psutil.Process(run.pid))
            if workers and moment % 2:
                with contextlib.suppress(psutil.NoSuchProcess):  # it may just have ended
                    workers[0].kill()
                assert run.wait(PATIENCE) == 0
            else:
                run.kill()
            assert psutil.wait_procs(everyone, PATIENCE)[1] == []  # nothing is left behind
    assert main([*COMMAND, "--course", str(course.root)]) == 0
    assert grades(course) == expected
    lines = [json.loads(line) for line in course.verdicts_path.read_text().splitlines()]
    assert {line["student"] for line in lines} == set(STUDENTS)
    assert all(course.autograded_path("softmax", student).is_file() for student in STUDENTS)


def interrupt_all(run):
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does


def interrupt_one(run):
    run.send_signal(signal.SIGINT)


@pytest.mark.parametrize("interrupt", [interrupt_all, interrupt_one])
def test_ctrl_c_ends_with_one_sentence_and_nothing_is_left(four, whole, interrupt):
    course = four()
    for n in range(20):  # or the run is over before it is interrupted, beside other work
        hand_in(course, "softmax", f"more{n}", b"")
    with start(course, start_new_session=True) as run:
        workers = []
        while not workers:
            assert run.poll() is None
            everyone, workers = below(psutil.Process(run.pid))
        interrupt(run)
        code, said = run.wait(PATIENCE), without_progress(run.stderr.read())
        assert psutil.wait_procs(everyone, PATIENCE)[1] == []
    assert (code, said) == (130, ["grading: stopped; the same command goes on from here"])
    with start(course) as again:
        assert again.wait(PATIENCE) == 0
    assert {student: grades(course)[student] for student in STUDENTS} == whole[0]
