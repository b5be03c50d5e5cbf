"""Round trips: a roster as Canvas or Moodle exports it, and grades that they take back.

`canvas.csv` and `moodle.csv` are written by hand, in the formats that these programs document. What
an import makes of a file is told here in a few lines, after their documentation and their source.
"""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.run.run import grade_all
from tests.tools.handing_in import with_right_answers
from tests.tools.places import ROOT, TESTS

pytestmark = pytest.mark.slow(30)

LOGINS = {"100": "ada", "101": "a[b]c", "102": "josé", "103": "nobody"}  # by Moodle's ID number
GRADES = {"ada": "5.0", "a[b]c": "0.0", "josé": "2.5", "nobody": "0.0"}


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def canvas_roster():
    """Students as nbgrader imports them, of a file that Canvas has exported."""
    for name, number, _, login, *_ in rows_of(TESTS / "grading" / "canvas.csv")[3:]:
        last, first = name.split(", ")
        yield {"id": login, "last_name": last, "first_name": first, "lms_user_id": number}


def moodle_roster():
    for first, last, number, email, _ in rows_of(TESTS / "grading" / "moodle.csv")[1:]:
        yield {"id": LOGINS[number], "last_name": last, "first_name": first, "email": email}


def nbgrader(course, home, *words):
    command = [Path(sys.executable).with_name("nbgrader"), *words]
    env = {"PATH": "/usr/bin:/bin", "COURSE": str(course.root), "HOME": str(home)}
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module", params=["Canvas", "Moodle"])
def exported(request, courses, tmp_path_factory):
    """Which program it is, and the rows that it is given."""
    course = with_right_answers(courses("tests/attacks/rooms"), "ada", "a[b]c", "josé")
    home = tmp_path_factory.mktemp("home")
    roster = list(canvas_roster() if request.param == "Canvas" else moodle_roster())
    with open(home / "students.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, roster[0])
        writer.writeheader()
        writer.writerows(roster)
    nbgrader(course, home, "db", "student", "import", str(home / "students.csv"))
    grade_all(course, "softmax", jobs=1)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        late = gradebook.find_submission_notebook("softmax", "softmax", "josé")
        late.late_submission_penalty = 2.5
        tiny = gradebook.find_submission_notebook("softmax", "softmax", "a[b]c")
        tiny.grades[0].manual_score, tiny.late_submission_penalty = 0.1 + 0.2, 0.3
        gradebook.db.commit()
    exporter = f"--exporter=grading.nbgrader.exports.{request.param}Export"
    nbgrader(course, home, "export", exporter, "--to", str(home / "grades.csv"))
    return request.param, rows_of(home / "grades.csv")


def canvas_imports(rows):
    """What Canvas makes of a file: login -> grade. Nobody and no assignment is new to it."""
    known = rows_of(TESTS / "grading" / "canvas.csv")
    head, points, *students = rows
    assert "Student" in head[0] and "ID" in head[1]
    assert head[2:5] == ["SIS User ID", "SIS Login ID", "Section"]
    assert "Points Possible" in points[0] and float(points[5]) == float(known[2][5])
    assert head[5:] == [
        re.sub(r" \(\d+\)$", "", known[0][5])
    ]  # its title, with or without a number
    found = {}
    for row in students:
        assert not all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell) for cell in row)
        by_number = [other for other in known[3:] if row[1] and int(row[1]) == int(other[1])]
        by_login = [other for other in known[3:] if row[3] == other[3]]
        (student,) = by_number or by_login
        assert row[0] == student[0]
        found[student[3]] = row[5]
    return found


def moodle_imports(rows):
    """What Moodle makes of a file, mapped by the address: login -> grade."""
    known = rows_of(TESTS / "grading" / "moodle.csv")
    head, *students = rows
    assert {len(row) for row in rows} == {len(head)}  # else it refuses the file
    assert len(set(head)) == len(head) and head[-1] == known[0][-1]
    address = head.index("Email address")
    number = {row[3]: row[2] for row in known[1:]}
    return {LOGINS[number[row[address]]]: row[-1] for row in students}


def test_every_grade_reaches_its_student(exported):
    program, rows = exported
    found = canvas_imports(rows) if program == "Canvas" else moodle_imports(rows)
    assert found == GRADES


def test_a_grade_is_a_plain_number(exported):
    """Canvas takes digits, a sign and a point for a number, and no power of ten."""
    _, rows = exported
    for row in rows[2:]:
        assert re.fullmatch(r"-?[0-9.]+", row[-1])
