"""The audit before a run: whether the gradebook agrees with the course's folders."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbgrader
from alembic.script import ScriptDirectory
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from grading.course.directory import Course
from grading.words.cells import marks_of
from grading.words.errors import CourseError


@contextmanager
def gradebook_errors(course: Course) -> Iterator[None]:
    """Say in a sentence what is wrong with a gradebook that cannot be used.

    Raises
    ------
    CourseError
        If it is locked, read-only, or no gradebook at all.
    """
    try:
        yield
    except (DatabaseError, OSError) as error:
        said = str(getattr(error, "orig", error))
        if "locked" in said:
            what = "another program has written to it for a minute: close that one first"
        elif "readonly" in said or "read-only" in said.lower():
            what = "it cannot be written to: look at the folder's permissions"
        elif "full" in said or "No space" in said:
            what = "the disk is full: make room, and run this again"
        elif "not a database" in said or "malformed" in said:
            what = "it is no database: put it back from a backup"
        else:
            raise
        raise CourseError(f"the gradebook {course.root}/gradebook.db: {what}") from None


def check_gradebook(course: Course, assignment: str, source: NotebookNode) -> None:
    """Refuse a gradebook that knows another version of an assignment than its folder holds.

    Raises
    ------
    CourseError
        Which says how the two are brought together.
    """
    _check_that_it_is_one(course)
    _check_version(course)
    again = course.release_again(assignment)
    points = {
        cell.id: cell.metadata.nbgrader.points
        for cell in source.cells
        if marks_of(cell).get("grade")
    }
    with course.gradebook() as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment, assignment)
        except MissingEntry:
            raise CourseError(
                f"the gradebook does not know {assignment}, though its folder is there (an old "
                f"folder beside a new gradebook?): {again}"
            ) from None
        known = {cell.name: cell.max_score for cell in notebook.grade_cells}
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


def _check_version(course: Course) -> None:
    engine = create_engine(course.db_url)
    try:
        if not inspect(engine).has_table("alembic_version"):
            return
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version"))
            version = found.scalar()
    finally:
        engine.dispose()
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    if version != scripts.get_current_head():
        raise CourseError(
            "gradebook.db was made by another version of nbgrader: back it up, then run "
            "'nbgrader db upgrade'"
        )
