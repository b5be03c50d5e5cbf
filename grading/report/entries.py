"""What the gradebook adds to the log: late or not, marks by hand, and formgrader's page."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import case, func, select

from grading.course import tables
from grading.course.directory import Course


class Student(NamedTuple):
    """A student in a list of the page, with formgrader's page of what was handed in."""

    name: str
    page: str


class Entry(NamedTuple):
    """What the gradebook holds of a submission."""

    page: str  # by which formgrader knows it
    points: float  # with marks given by hand, before a penalty
    penalty: float  # points
    late: timedelta  # zero if it came in time
    waiting: tuple[str, ...]  # the cells that need a mark by hand


def entries_of(course: Course, assignment: str, notebook: str) -> dict[str, Entry]:
    """Read what the gradebook holds of a notebook, by student: one question for the class."""
    submission, book, grade = (
        tables.submitted_assignment,
        tables.submitted_notebook,
        tables.grade,
    )
    told = (
        submission.c.student_id,
        book.c.id,
        submission.c.timestamp,
        submission.c.extension,
        tables.assignment.c.duedate,
        book.c.late_submission_penalty,
    )
    points = func.coalesce(grade.c.manual_score, grade.c.auto_score, 0.0)
    extra = func.coalesce(grade.c.extra_credit, 0.0)
    waits = case((grade.c.needs_manual_grade, tables.cell.c.name))
    found = (
        select(*told, func.sum(points + extra), func.aggregate_strings(waits, "\n"))
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .join(book, book.c.assignment_id == submission.c.id)
        .join(tables.notebook, tables.notebook.c.id == book.c.notebook_id)
        .outerjoin(grade, grade.c.notebook_id == book.c.id)
        .outerjoin(tables.cell, tables.cell.c.id == grade.c.cell_id)
        .where(tables.assignment.c.name == assignment, tables.notebook.c.name == notebook)
        .group_by(*told)
    )
    entries = {}
    with course.engine.connect() as connection:
        for student, page, came, extension, due, penalty, sum_, waiting in connection.execute(
            found
        ):
            late = timedelta()
            if came and due:
                late = max(late, came - due - (extension or timedelta()))
            cells = tuple((waiting or "").split())
            entries[student] = Entry(page, sum_ or 0.0, penalty or 0.0, late, cells)
    return entries
