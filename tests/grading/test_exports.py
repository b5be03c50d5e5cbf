"""Grades for Canvas and Moodle: whatever the names, what is read back is what was written."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.run.run import grade_all
from tests.tools.handing_in import hand_in, released, with_right_answers
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(30)

PEOPLE = {
    "ada": ('Ada "Countess"', "Lovelace, née Byron", "ada@example.org", "17"),
    "a[b]c": ("=1+1", "李\n小龍", None, None),
    "josé": (None, None, None, None),
    "nobody,": ("Nobody", "", "", ""),
}
HEADS = {
    "CanvasExport": [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "softmax"],
        ["    Points Possible", "", "", "", "", "5.0"],
    ],
    "MoodleExport": [["Username", "First name", "Last name", "Email address", "softmax"]],
}
ROWS = {
    "CanvasExport": {
        ('Lovelace, née Byron, Ada "Countess"', "17", "", "ada", "", "5.0"),
        ("李\n小龍, =1+1", "", "", "a[b]c", "", "2.5"),
        ("josé", "", "", "josé", "", "0.0"),
        ("Nobody", "", "", "nobody,", "", "0.0"),
    },
    "MoodleExport": {
        ("ada", 'Ada "Countess"', "Lovelace, née Byron", "ada@example.org", "5.0"),
        ("a[b]c", "=1+1", "李\n小龍", "", "2.5"),
        ("josé", "", "", "", "0.0"),
        ("nobody,", "Nobody", "", "", "0.0"),
    },
}


@pytest.fixture(scope="module")
def course(courses):
    """One is right, one late, one left all as it was, and one handed nothing in."""
    course = with_right_answers(courses("tests/attacks/rooms"), "ada", "a[b]c")
    hand_in(course, "softmax", "josé", released(course, "softmax"))
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name, (first, last, email, number) in PEOPLE.items():
            told = {"first_name": first, "last_name": last, "email": email, "lms_user_id": number}
            gradebook.add_student(name, **told)
    (course.submitted_path("softmax", "a[b]c") / "timestamp.txt").write_text("2026-01-02 12:00 UTC")
    text = "[deadlines]\nsoftmax = 2026-01-01T12:00:00Z\n[[late]]\ndays = 7\nloses = 0.5\n"
    (course.root / "course.toml").write_text(text)
    grade_all(type(course)(course.root), "softmax", jobs=1)
    return course


@pytest.mark.parametrize("exporter", HEADS)
def test_what_is_read_back_is_what_was_written(course, tmp_path, exporter):
    path = tmp_path / "grades.csv"
    command = [Path(sys.executable).with_name("nbgrader"), "export", "--to", str(path)]
    subprocess.run(
        [*command, f"--exporter=grading.nbgrader.exports.{exporter}"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "COURSE": str(course.root), "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head = HEADS[exporter]
    assert rows[: len(head)] == head
    assert {tuple(row) for row in rows[len(head) :]} == ROWS[exporter]
    assert len(rows) == len(head) + len(PEOPLE)
