"""What only the instructor can mend gets one sentence that says what to do."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grading.__main__ import main
from grading.course.directory import Course
from grading.words.errors import CourseError
from tests.tools.places import ROOT

BIN = Path(sys.prefix) / "bin"


def said(capsys, *arguments):
    assert main([str(a) for a in arguments]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_an_unknown_assignment_is_said_with_those_there_are(courses, capsys):
    root = courses("solutions").root
    line = said(capsys, "grade", "ps2_conting", "--course", root)
    assert "no assignment 'ps2_conting'" in line and "ps2_counting" in line.split("there are:")[1]
    assert "which assignment?" in said(capsys, "grade", "--course", root)
    assert "no assignment 'ps9'" in said(capsys, "release", "ps9", "--course", root)


def test_nbgrader_says_it_too(courses):
    root = courses("solutions").root
    env = os.environ | {"COURSE": str(root)}
    command = [BIN / "nbgrader", "autograde", "ps2_conting"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no assignment 'ps2_conting'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_course_directory_that_is_not_there(tmp_path, capsys):
    line = said(capsys, "grade", "ps2_counting", "--course", tmp_path / "nowhere")
    assert "there is no course directory" in line and "make course" in line


def test_an_old_gradebook_beside_a_new_folder(courses, capsys):
    course = courses("solutions")
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("UPDATE grade_cells SET max_score = 1")
    line = said(capsys, "grade", "ps2_counting", "--course", course.root)
    assert "knows another version of ps2_counting" in line
    assert "run 'python -m grading release ps2_counting" in line


def test_a_new_gradebook_beside_an_old_folder(courses, capsys):
    course = courses("solutions")
    (course.root / "gradebook.db").unlink()
    line = said(capsys, "grade", "ps2_counting", "--course", course.root)
    assert "the gradebook does not know ps2_counting" in line


def test_a_gradebook_of_another_nbgrader(courses, capsys):
    course = courses("solutions")
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("UPDATE alembic_version SET version_num = 'old'")
    line = said(capsys, "grade", "ps2_counting", "--course", course.root)
    assert "nbgrader db upgrade" in line


def test_two_gradebooks(tmp_path, courses, capsys):
    root = courses("solutions").root.rename(tmp_path / "gradebook")
    (tmp_path / "nbgrader_config.py").write_text("")
    (tmp_path / "gradebook.db").write_text("")
    assert "there are two gradebooks" in said(capsys, "grade", "ps2_counting", "--course", root)


def test_a_lost_secret_is_not_silently_replaced(courses):
    course = courses("solutions")
    course.verdicts_path.write_text("{}\n")
    with pytest.raises(CourseError, match="put it back from a backup"):
        Course(course.root).secret  # noqa: B018
