"""A course directory in one file, and its way back."""

from pathlib import Path

from sqlalchemy import make_url

from grading.course.archive import is_free, read_archive, write_archive
from grading.course.directory import Course
from grading.words.errors import CourseError


def back_up(course: Course, path: Path) -> bool:
    """Write a course directory into a tar file; whether the gradebook is in it.

    A gradebook in a file of the folder is, as it was at one moment, also while others use it. Of
    another one its server's own tools make a backup.

    Parameters
    ----------
    course : grading.course.directory.Course
    path : Path
        Of the new file, which appears when it is whole.

    Raises
    ------
    CourseError
        If there is nothing to be kept.
    """
    if not (course.root / "source").is_dir():
        raise CourseError(f"{course.root} is no course directory: there is nothing to back up")
    database = database_in(course)
    write_archive(path, course.root, [database] if database else [])
    return database is not None


def restore(path: Path, root: Path) -> None:
    """Make a course directory of a backup.

    Parameters
    ----------
    path : Path
        The backup.
    root : Path
        The new folder: it must not be there, or be empty.

    Raises
    ------
    CourseError
        If the folder holds something, or the file is no backup, or not a whole one.
    """
    if not is_free(root):
        raise CourseError(f"{root} is not empty: name a new folder with --course, or move it away")
    read_archive(path, root, "source", "a course")


def database_in(course: Course) -> Path | None:
    """Find the file of the gradebook, if it is one in the folder."""
    url = make_url(course.db_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    path = Path(url.database).resolve()
    return path if path.is_relative_to(course.root) and path.exists() else None
