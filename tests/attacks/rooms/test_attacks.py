"""Submissions that cheat: each is shown alive in plain nbgrader, then dead in the two rooms."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from grading.run.run import grade_all
from sandbox.limits import Limits
from tests.tools.handing_in import answered, grade_of, hand_in, reference, released
from tests.tools.patience import PATIENCE
from tests.tools.places import TESTS

pytestmark = pytest.mark.slow(50)

ATTACKS = {path.stem: path for path in sorted((TESTS / "attacks" / "rooms").glob("a*.py"))}
LIMITS = Limits(property_seconds=8)
MARKER = Path(np.__file__).parent.parent / "zz_marker_attack21.py"


def attack(path, released_notebook):
    """The submission that the attack hands in."""
    text = path.read_text()
    if "# kind: mutate" in text:
        script = runpy.run_path(str(path))
        notebook = answered(released_notebook, {"softmax": script["ANSWER"]})
        script["mutate"](notebook)
        return notebook
    return answered(released_notebook, {"softmax": text})


def without_trick(path, released_notebook):
    """The same answer without its trick."""
    text = path.read_text()
    if "# kind: mutate" in text:
        return answered(released_notebook, {"softmax": runpy.run_path(str(path))["ANSWER"]})
    text = re.sub(r"### BEGIN TRICK.*?### END TRICK", "", text, flags=re.S)
    text = re.sub(r"### WITHOUT: (.*)\n.*", r"\1", text)
    return answered(released_notebook, {"softmax": text})


def attacked(courses):
    """A course with an honest student and every attack handed in, and its released notebook."""
    course = courses("tests/attacks/rooms")
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "honest", answered(notebook, reference(course, "softmax")))
    for name, path in ATTACKS.items():
        hand_in(course, "softmax", name, attack(path, notebook))
    return course, notebook


@pytest.fixture(scope="module")
def plain(courses):
    """The attacks in nbgrader as it comes: the course directory after `nbgrader autograde`."""
    course, _ = attacked(courses)
    env = os.environ | {
        "PYTHONPATH": str(Path(sys.prefix) / "student"),
        "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}",
    }
    command = [
        f"{sys.prefix}/bin/nbgrader", "autograde", "softmax",
        f"--CourseDirectory.root={course.root}",
        "--Execute.timeout=15",
    ]  # fmt: skip
    try:
        subprocess.run(command, cwd=course.root, env=env, capture_output=True, timeout=PATIENCE)
        course.marker_was_left = MARKER.exists()
    finally:
        MARKER.unlink(missing_ok=True)
    return course


@pytest.fixture(scope="module")
def guarded(courses):
    """The attacks and their twins without a trick in the two rooms: course and verdicts."""
    course, notebook = attacked(courses)
    for name, path in ATTACKS.items():
        hand_in(course, "softmax", f"{name}_twin", without_trick(path, notebook))
    return course, grade_all(course, "softmax", jobs=2, limits=LIMITS)


def said_by(course, student):
    """What the answer cell of a student's printed, as the graded notebook shows it."""
    cells = nbformat.read(course.autograded_path("softmax", student), as_version=4).cells
    return next(cell for cell in cells if cell.id == "softmax").outputs[0].text


DEAD = "a03_lying_ndarray_subclass"  # the check itself takes values in: no subclass reaches it
GAINS = [name for name in ATTACKS if name[:3] not in ("a13", "a17", "a21", "a29", "a31", "a03")]


def test_there_are_sixteen_attacks():
    assert len(ATTACKS) == 16


@pytest.mark.parametrize("name", GAINS)
def test_alive_in_plain_nbgrader_it_gains_all_points(plain, name):
    assert grade_of(plain, "honest")["auto_score"] == 5
    assert grade_of(plain, name)["auto_score"] == 5


def test_what_a_check_takes_in_is_plain_in_plain_nbgrader_too(plain):
    assert grade_of(plain, DEAD)["auto_score"] == 0


def test_alive_in_plain_nbgrader_it_ends_or_hangs_the_run(plain):
    for name in ("a13_os_exit", "a29_ignore_interrupt_loop"):
        graded = plain.root / "autograded" / name / "softmax" / "softmax.ipynb"
        assert not graded.exists() or grade_of(plain, name)["auto_score"] == 5, name


def test_alive_in_plain_nbgrader_it_writes_what_is_not_its_own(plain):
    assert grade_of(plain, "a17_write_gradebook")["manual_score"] == 5
    assert plain.marker_was_left
    rewritten = plain.root / "autograded/a31_rewrite_own_autograded/softmax/softmax.ipynb"
    assert "rewritten: 1" in rewritten.read_text()


@pytest.mark.parametrize("name", ATTACKS)
def test_in_two_rooms_it_earns_no_more_than_without_its_trick(guarded, name):
    course, verdicts = guarded
    attacked, twin = verdicts[name], verdicts[f"{name}_twin"]
    assert attacked.score <= twin.score < 5
    assert grade_of(course, name)["auto_score"] == attacked.score
    assert grade_of(course, name)["manual_score"] is None


def test_in_two_rooms_an_honest_student_beside_them_keeps_all_points(guarded):
    assert guarded[1]["honest"].score == 5


def test_in_two_rooms_nothing_is_left_behind(guarded):
    assert not MARKER.exists()
    course, verdicts = guarded
    assert said_by(course, "a31_rewrite_own_autograded") == "rewritten: 0\n"
    lines = course.verdicts_path.read_text().splitlines()
    assert sorted(json.loads(line)["student"] for line in lines) == sorted(verdicts)


def test_in_two_rooms_the_student_sees_no_file_of_the_course(guarded, tmp_path):
    course, _ = guarded
    look = f"""
import os
print(os.path.exists({str(course.root)!r}), [d for d in os.listdir("/") if d in ("home", "root")])
def softmax(z): return 0
"""
    shutil.rmtree(course.root / "submitted" / "honest")
    notebook = answered(released(course, "softmax"), {"softmax": look})
    hand_in(course, "softmax", "looker", notebook)
    grade_all(course, "softmax", "looker", limits=LIMITS)
    assert said_by(course, "looker") == "False []\n"
