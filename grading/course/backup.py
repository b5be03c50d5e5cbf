"""A course directory in one file, and its way back."""

import os
import sqlite3
import stat
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

from sqlalchemy import make_url

from grading.course.directory import Course
from grading.words.errors import CourseError

BESIDE = ("", "-journal", "-wal", "-shm")  # what SQLite has beside a database, and itself


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
    draft = path.with_name(path.name + ".part")
    left_out = {draft.resolve(), path.resolve()}
    if database:
        left_out |= {database.with_name(database.name + end) for end in BESIDE}
    try:
        with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
            for file in _files(course.root):
                if file not in left_out:
                    archive.add(file, file.relative_to(course.root), recursive=False)
            if database:
                with tempfile.NamedTemporaryFile() as copy:
                    _copy_database(database, copy.name)
                    archive.add(copy.name, database.relative_to(course.root))
        draft.chmod(0o600)  # the secret of the course is in it
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
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
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CourseError(f"{root} is not empty: name a new folder with --course, or move it away")
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=f".{root.name}.") as folder:
        whole = Path(folder) / "course"
        try:
            with tarfile.open(path) as archive:
                archive.extraction_filter = getattr(tarfile, "data_filter", None)  # since 3.11.4
                if not all(map(_is_ours, archive)):
                    raise tarfile.TarError
                archive.extractall(whole)
        except FileNotFoundError:
            raise CourseError(f"there is no file {path}") from None
        except (tarfile.TarError, EOFError, OSError) as error:
            if isinstance(error, OSError) and error.errno:
                raise  # a full disk
            raise CourseError(f"{path} is no backup of a course, or not a whole one") from None
        if not (whole / "source").is_dir():
            raise CourseError(f"{path} is no backup of a course, or not a whole one")
        if root.exists():
            root.rmdir()
        whole.rename(root)


def database_in(course: Course) -> Path | None:
    """Find the file of the gradebook, if it is one in the folder."""
    url = make_url(course.db_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    path = Path(url.database).resolve()
    return path if path.is_relative_to(course.root) and path.exists() else None


def _copy_database(database: Path, copy: str) -> None:
    with (
        closing(sqlite3.connect(database, timeout=60)) as ours,
        closing(sqlite3.connect(copy)) as theirs,
    ):
        ours.backup(theirs)


def _files(root: Path) -> Iterator[Path]:
    """List what a folder holds: files and folders, and no links, pipes or sockets."""
    for folder, _, names in os.walk(root):
        yield Path(folder)
        files = (Path(folder) / name for name in sorted(names))
        yield from (file for file in files if stat.S_ISREG(file.lstat().st_mode))


def _is_ours(member: tarfile.TarInfo) -> bool:
    name = PurePosixPath(member.name)
    inside = not name.is_absolute() and ".." not in name.parts
    return inside and (member.isfile() or member.isdir())
