"""The audit before a run: whether the gradebook agrees with the course's folders."""

from pathlib import Path

import nbgrader
from alembic.script import ScriptDirectory
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from sqlalchemy import create_engine, inspect, text

from grading.course.directory import Course
from grading.words.cells import marks_of
from grading.words.errors import CourseError


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
