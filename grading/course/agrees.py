"""The audit before a run: whether the gradebook agrees with the course's folders."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from nbformat import NotebookNode
from sqlalchemy import Connection, column, inspect, select, table
from sqlalchemy.exc import DatabaseError

from grading.course import tables
from grading.course.directory import Course
from grading.words.cells import marks_of
from grading.words.errors import CourseError

# What a database, or the system, says -> what to do.
SENTENCES = {
    ("locked",): "another program has written to it for a minute: close that one first",
    ("readonly", "Read-only file system"): "it cannot be written to: look at the folder's "
    "permissions, and whether the disk is read-only",
    ("disk is full", "No space left", "quota exceeded"): "the disk is full: make room, and run "
    "this again",
    ("not a database", "malformed"): "it is no database: put it back from a backup",
    ("unable to open",): "it cannot be opened: look at the folder and its permissions",
    (
        "connection failed",
        "connection is bad",
        "closed the connection",
        "terminating connection",
    ): "its server does not answer: start it, or mend db_url in nbgrader_config.py",
}


@contextmanager
def gradebook_errors(course: Course) -> Iterator[None]:
    """Say in a sentence what is wrong with a gradebook, or a disk, that cannot be used.

    Raises
    ------
    CourseError
        If it is locked, full, read-only, or no gradebook at all.
    """
    try:
        yield
    except (DatabaseError, OSError) as error:
        said = str(getattr(error, "orig", error))
        for words, what in SENTENCES.items():
            if any(word in said for word in words):
                place = getattr(error, "filename", None) or f"the gradebook {course.gradebook_name}"
                raise CourseError(f"{place}: {what}") from None
        raise


def check_gradebook(
    course: Course, assignment: str, source: NotebookNode, notebook: str = ""
) -> None:
    """Refuse a gradebook that knows another version of a notebook than its folder holds.

    Raises
    ------
    CourseError
        Which says how the two are brought together.
    """
    _check_that_it_is_one(course)
    again = course.release_again(assignment)
    points = {
        cell.id: cell.metadata.nbgrader.points
        for cell in source.cells
        if marks_of(cell).get("grade")
    }
    with course.engine.connect() as connection:
        _check_version(connection)
        known = _known_points(connection, assignment, notebook or assignment)
    if known is None:
        raise CourseError(
            f"the gradebook does not know {assignment}, though its folder is there (an old "
            f"folder beside a new gradebook?): {again}"
        )
    if known != points:
        raise CourseError(
            f"the gradebook knows another version of {assignment} than its folder holds (an "
            f"old gradebook beside a new folder?): {again}"
        )


def _check_that_it_is_one(course: Course) -> None:
    stray = course.root.parent / "gradebook.db"
    if stray.exists() and (course.root.parent / "nbgrader_config.py").exists():
        raise CourseError(
            f"there are two gradebooks: {stray} is not the course's, {course.root}/gradebook.db "
            "is; move the first one away"
        )


def _check_version(connection: Connection) -> None:
    if not inspect(connection).has_table("alembic_version"):
        return
    found = select(table("alembic_version", column("version_num")))
    if connection.scalar(found) not in _newest():
        raise CourseError(
            "gradebook.db was made by another version of nbgrader: back it up, then run "
            "'nbgrader db upgrade'"
        )


def _newest() -> set[str]:
    """Read which version of the gradebook is nbgrader's: the one that none follows.

    Read, not imported: nbgrader and alembic take more than a second.
    """
    nbgrader = find_spec("nbgrader")
    assert nbgrader and nbgrader.origin
    texts = [p.read_text() for p in Path(nbgrader.origin).parent.glob("alembic/versions/*.py")]
    versions, older = (
        {found for text in texts for found in re.findall(rf"^{name} = ['\"](\w+)", text, re.M)}
        for name in ("revision", "down_revision")
    )
    return versions - older


def _known_points(
    connection: Connection, assignment: str, notebook: str
) -> dict[str, float] | None:
    """Read the points that the gradebook knows of a notebook; None if it knows no such notebook."""
    if not inspect(connection).has_table("grade_cells"):
        return None
    books = tables.notebook.join(
        tables.assignment, tables.assignment.c.id == tables.notebook.c.assignment_id
    )
    here = tables.assignment.c.name == assignment, tables.notebook.c.name == notebook
    book = select(tables.notebook.c.id).select_from(books).where(*here)
    if connection.execute(book).first() is None:
        return None
    cells = (
        select(tables.cell.c.name, tables.grade_cell.c.max_score)
        .join(tables.grade_cell, tables.grade_cell.c.id == tables.cell.c.id)
        .where(tables.cell.c.notebook_id.in_(book))
    )
    return {row.name: row.max_score for row in connection.execute(cells)}
