"""The record: nbgrader's tables as nbgrader has them, penalties, and lines that are whole."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import nbgrader
import pytest
from alembic.script import ScriptDirectory
from nbgrader.api import Base, Gradebook
from sqlalchemy import TableClause
from sqlalchemy.types import NullType

from grading.course import agrees, tables
from grading.course.directory import Course
from grading.record.log import Log
from grading.run.run import grade_all
from grading.words.errors import CourseError
from grading.words.verdict import Verdict
from tests.tools.handing_in import with_right_answers

pytestmark = pytest.mark.slow(20)
DUE = datetime(2026, 1, 2, 12)


@pytest.fixture
def course(courses):
    """A course in which ada has handed in."""
    return with_right_answers(courses("tests/attacks/rooms"), "ada")


def test_the_tables_are_nbgraders():
    ours = [table for table in vars(tables).values() if isinstance(table, TableClause)]
    for table in ours:
        theirs = Base.metadata.tables[table.name]
        for column in table.columns:
            kind = type(theirs.columns[column.name].type)
            assert isinstance(column.type, NullType) or type(column.type) is kind, column


def test_what_is_entered_leaves_out_nothing_that_nbgrader_asks_for():
    for table in (tables.student, tables.submitted_assignment, tables.submitted_notebook,
                  tables.grade, tables.comment):  # fmt: skip
        for column in Base.metadata.tables[table.name].columns:
            default = column.default is not None or not column.nullable
            assert column.name in table.columns or not default, column


def test_the_newest_version_is_alembics():
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    assert agrees._newest() == {scripts.get_current_head()}


def late(course, hours, extension=None):
    """Grades what was handed in so many hours after the deadline, where lateness costs all."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.find_assignment("softmax").duedate = DUE
        gradebook.db.commit()
        if extension:
            gradebook.find_submission("softmax", "ada").extension = extension
            gradebook.db.commit()
    stamp = course.submitted_path("softmax", "ada") / "timestamp.txt"
    stamp.write_text(f"{DUE + timedelta(hours=hours)} UTC")
    course.config.LateSubmissionPlugin.penalty_method = "zero"
    assert grade_all(course, "softmax", force=True)["ada"].score == 5
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return gradebook.find_submission("softmax", "ada").late_submission_penalty


def test_a_late_submission_loses_what_nbgraders_plugin_takes(course):
    assert late(course, hours=-1) == 0
    assert late(course, hours=1) == 5
    assert late(course, hours=1, extension=timedelta(hours=2)) == 0
    assert late(course, hours=3) == 5


def test_a_cell_that_came_with_a_new_release_gets_its_grade(course):
    grade_all(course, "softmax")
    with course.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM grade")
    course.engine.dispose()
    grade_all(course, "softmax", force=True)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        assert gradebook.find_submission("softmax", "ada").score == 5


def test_a_line_that_a_kill_cut_off_is_taken_out(tmp_path):
    path = tmp_path / "verdicts.jsonl"
    path.write_text('{"student": "ada"}\n{"student": "gra' + "c" * 10_000)
    with Log(path) as log:
        log.append(Verdict("softmax", "alan", []))
    lines = path.read_text().splitlines()
    assert [json.loads(line)["student"] for line in lines] == ["ada", "alan"]


@pytest.mark.parametrize("text", ["", "12ab", "no hexadecimal digits"])
def test_half_a_secret_is_none(course, text):
    (course.root / "course_secret").write_text(text)
    with pytest.raises(CourseError, match="does not hold a secret"):
        Course(course.root).secret  # noqa: B018


def test_a_secret_that_another_grader_has_made_stands(course, monkeypatch):
    path = course.root / "course_secret"
    hardlink_to = Path.hardlink_to

    def too_late(link, draft):
        path.write_text("ab" * 32)
        hardlink_to(link, draft)

    monkeypatch.setattr(Path, "hardlink_to", too_late)
    assert course.secret == b"\xab" * 32
    assert sorted(p.name for p in course.root.glob("course_secret*")) == ["course_secret"]
