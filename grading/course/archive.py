"""A folder in one file, and its way back."""

import glob
import os
import sqlite3
import stat
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath

from grading.course.whole import whole
from grading.words.errors import CourseError

BESIDE = ("", "-journal", "-wal", "-shm")  # what SQLite has beside a database, and itself


def write_archive(path: Path, root: Path, databases: Sequence[Path] = ()) -> None:
    """Write a folder into a tar file, which appears when it is whole.

    Parameters
    ----------
    path : Path
        Of the new file.
    root : Path
        The folder: its files and folders, and no links, pipes or sockets.
    databases : sequence of Path
        Those of its files that are SQLite's: each is there as it was at one moment, also while
        others use it.
    """
    with whole(path) as draft:
        drafts = path.parent.resolve().glob(f"{glob.escape(path.name)}.*.part")  # others' too
        left_out = {draft.resolve(), path.resolve(), *drafts}
        left_out |= {each.with_name(each.name + end) for each in databases for end in BESIDE}
        draft.touch(0o600)  # there are secrets in it
        with tarfile.open(draft, "w:gz", compresslevel=6) as archive:
            for file in _files(root):
                if file not in left_out:
                    archive.add(file, file.relative_to(root), recursive=False)
            for database in databases:
                with tempfile.NamedTemporaryFile() as copy:
                    _copy_database(database, copy.name)
                    archive.add(copy.name, database.relative_to(root))


def read_archive(path: Path, root: Path, proof: str, what: str) -> None:
    """Make a folder of such a file.

    Parameters
    ----------
    path : Path
        The file.
    root : Path
        The new folder: it must not be there, or be empty.
    proof : str
        What must be in it.
    what : str
        Of what it is a backup, for the message.

    Raises
    ------
    CourseError
        If the folder holds something, or the file is no such backup, or not a whole one.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    no_backup = CourseError(f"{path} is no backup of {what}, or not a whole one")
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=f".{root.name}.") as folder:
        whole = Path(folder) / "whole"
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
            raise no_backup from None
        if not (whole / proof).exists():
            raise no_backup
        if root.exists():
            root.rmdir()
        whole.rename(root)


def is_free(root: Path) -> bool:
    """Tell whether a folder may be made there: nothing is, or an empty one."""
    return not root.exists() or (root.is_dir() and not any(root.iterdir()))


def _copy_database(database: Path, copy: str) -> None:
    with (
        closing(sqlite3.connect(database, timeout=60)) as ours,
        closing(sqlite3.connect(copy)) as theirs,
    ):
        ours.backup(theirs)


def _files(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        yield Path(folder)
        files = (Path(folder) / name for name in sorted(names))
        yield from (file for file in files if stat.S_ISREG(file.lstat().st_mode))


def _is_ours(member: tarfile.TarInfo) -> bool:
    name = PurePosixPath(member.name)
    inside = not name.is_absolute() and ".." not in name.parts
    return inside and (member.isfile() or member.isdir())
