"""What a course directory stores of one student: given out in a zip, or erased, logs included."""

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any
from unicodedata import normalize

from sqlalchemy import text

from grading.course.directory import Course
from grading.course.students import FORMS
from grading.record.log import Log, head_of
from grading.words.errors import CourseError

FOLDERS = ("submitted", "autograded", "feedback")


def give_out(course: Course, student: str, path: Path) -> None:
    """Write into a zip all that is stored of a student: files, marks, comments, lines of the log.

    Raises
    ------
    CourseError
        If nothing is.
    """
    folders, entries, lines = stored = _stored(course, student)
    if not any(stored):
        raise _nothing(course, student)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in folders:
            for place, _, files in os.walk(folder):
                for name in files:
                    file = Path(place) / name
                    if file.is_file() and not file.is_symlink():
                        archive.write(file, file.relative_to(course.root))
        told = json.dumps(entries, ensure_ascii=False, indent=1, default=str)
        archive.writestr("gradebook.json", told)
        archive.writestr("verdicts.jsonl", b"".join(lines))


def erase(course: Course, student: str) -> None:
    """Erase all that is stored of a student, and the reports, which are made anew at the next run.

    After a kill the same command goes on, and ends in the same state.

    Raises
    ------
    CourseError
        If nothing is stored, or no more.
    """
    from nbgrader.api import Gradebook  # takes a second

    folders, entries, lines = stored = _stored(course, student)
    for folder in folders:
        shutil.rmtree(folder)
    if any(stored):
        shutil.rmtree(course.root / "report", ignore_errors=True)
    if lines:
        with Log(course.verdicts_path) as log:
            log.erase(_names(student))
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for entry in entries:
            gradebook.remove_student(entry["id"])
    if course.engine.dialect.name == "sqlite":  # which keeps what was deleted, until it is tidied
        with course.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
    course.engine.dispose()
    if not any(stored):  # and yet it is tidied: the last run may have been killed before that
        raise _nothing(course, student)


def _stored(course: Course, student: str) -> tuple[list[Path], list[dict[str, Any]], list[bytes]]:
    """Find what is stored: folders, entries in the gradebook, lines of the log."""
    if student in ("", ".", "..") or "/" in student:
        raise CourseError(f"{student!r} is no student's name")
    names = _names(student)
    paths = (course.root / folder / name for folder in FOLDERS for name in sorted(names))
    folders = [path for path in paths if path.is_dir() and not path.is_symlink()]
    lines = []
    if course.verdicts_path.exists():
        with open(course.verdicts_path, "rb") as log:
            lines = [line for line in log if (head := head_of(line)) and head.student in names]
    entries = _entries(course, names)
    return folders, entries, lines


def _nothing(course: Course, student: str) -> CourseError:
    return CourseError(f"nothing is stored of a student {student!r} in {course.root}")


def _names(student: str) -> set[str]:
    return {student, *(normalize(form, student) for form in FORMS)}


def _entries(course: Course, names: set[str]) -> list[dict[str, Any]]:
    """Read a student's entries in the gradebook, with every mark and comment."""
    from nbgrader.api import Gradebook, MissingEntry

    entries = []
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name in sorted(names):
            try:
                student = gradebook.find_student(name)
            except MissingEntry:
                continue
            submissions = [
                {
                    **submission.to_dict(),
                    "grades": [g.to_dict() for book in submission.notebooks for g in book.grades],
                    "comments": [
                        c.to_dict() for book in submission.notebooks for c in book.comments
                    ],
                }
                for submission in student.submissions
            ]
            entries.append({**student.to_dict(), "submissions": submissions})
    return entries
