"""Who handed in and is in no table of students: refused, or added on purpose."""

from collections.abc import Iterable

from sqlalchemy import select

from grading.course import tables
from grading.course.directory import Course
from grading.course.students import as_one, students_of
from grading.words.text import clean

MANY = 10  # names in a sentence


def unknown_of(course: Course, students: Iterable[str]) -> list[str]:
    """Name those who are refused: the gradebook does not know them, and it is to be asked.

    The hub enters its table of students there. Without a hub nobody is refused, unless
    `course.toml` says so.
    """
    if not _refuses(course):
        return []
    with course.engine.connect() as connection:
        known = set(map(as_one, connection.scalars(select(tables.student.c.id))))
    return [name for name in students if as_one(name) not in known]


def said_of_unknown(course: Course, assignment: str, student: str = "*") -> str:
    """Say who is refused, and what to do; nothing where nobody is."""
    names = unknown_of(course, students_of(course, assignment, student))
    if not names:
        return ""
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return (
        f"not graded: {', '.join(map(clean, names[:MANY]))}{more}, in no table of students; add "
        "the name to the table and start the hub anew, run 'nbgrader db student add NAME', or say "
        'unknown_students = "add" in course.toml'
    )


def _refuses(course: Course) -> bool:
    settings = course.settings
    if settings is None:
        return False
    return (settings.unknown_students or ("refuse" if settings.hub else "add")) == "refuse"
