"""Who has handed something in. A name is a name, whatever its letters, and however written.

`é` may be one character or two, an e and an accent: a Mac writes the second form, most others the
first. For a person both are one name, and so they are here.
"""

import os
from glob import escape
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from sqlalchemy import select

from grading.course import tables
from grading.course.directory import Course
from grading.words.text import clean

FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


def students_of(course: Course, assignment: str, student: str = "*") -> list[str]:
    """List who has handed something in, be it an empty folder, under the gradebook's names.

    Folders whose names begin with a dot, which programs make by themselves, are no students.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    student : str
        One of them, or all ("*").
    """
    submitted = course.root / "submitted"
    names = os.listdir(submitted) if student == "*" and submitted.is_dir() else [student]
    there = [name for name in names if name[:1] != "." and folders_of(course, assignment, name)]
    known = {} if all(map(str.isascii, there)) else _known(course)
    return sorted({as_one(name): known.get(as_one(name), name) for name in sorted(there)}.values())


def said_of_dots(course: Course, assignment: str) -> str:
    """Name what was handed in below a folder that is no student's; nothing where there is none."""
    submitted = course.root / "submitted"
    names = sorted(path.parent.name for path in submitted.glob(f".*/{escape(assignment)}"))
    if not names:
        return ""
    return (
        f"not graded: {', '.join(map(clean, names))}; folders whose names begin with a dot are no "
        "students', so rename what is somebody's"
    )


def folders_of(course: Course, assignment: str, student: str) -> list[Path]:
    """Find the folders that a student has handed in, the newest last: in whatever form its name is.

    There is more than one where the name was written in two ways.
    """
    forms = dict.fromkeys([student, *(normalize(form, student) for form in FORMS)])
    folders = (course.submitted_path(assignment, name) for name in forms)
    found = [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]
    return sorted(found, key=lambda folder: folder.stat().st_mtime)


def as_one(name: str) -> str:
    """Give the one form of a name, to compare names by."""
    return normalize(FORMS[0], name)


def _known(course: Course) -> dict[str, str]:
    """Read the students whom the gradebook knows: from the one form of a name to theirs."""
    with course.engine.connect() as connection:
        return {as_one(name): name for name in connection.scalars(select(tables.student.c.id))}
