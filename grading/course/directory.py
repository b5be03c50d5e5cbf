"""A course directory: nbgrader's folders, its gradebook, and the secret of the course."""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from grading.words.errors import CourseError

COURSE_ID = "basic_deep_learning"


class Versions(NamedTuple):
    """An assignment as the instructor has it, and as students got it."""

    source: NotebookNode
    released: NotebookNode


class Submission(NamedTuple):
    """What a student has handed in: a folder, perhaps without a notebook."""

    student: str
    folder: Path


@dataclass
class Course:
    """An nbgrader course directory.

    Parameters
    ----------
    root : Path
        The folder that holds source, release, submitted, autograded, feedback and gradebook.db.
    db_url : str
        The gradebook; by default the SQLite file in the folder.
    course_id : str
    """

    root: Path
    db_url: str = ""
    course_id: str = COURSE_ID

    def __post_init__(self) -> None:
        self.root = Path(self.root).resolve()
        # While another program writes, wait for it: a minute, not five seconds.
        self.db_url = self.db_url or f"sqlite:///{self.root}/gradebook.db?timeout=60"

    def gradebook(self) -> Gradebook:
        """Open the gradebook, to be used with ``with``."""
        return Gradebook(self.db_url, self.course_id)

    @cached_property
    def secret(self) -> bytes:
        """The secret from which all seeds are drawn, made when it is first asked for.

        Raises
        ------
        CourseError
            If it is gone although submissions were graded with it.
        """
        path = self.root / "course_secret"
        if not path.exists():
            if self.verdicts_path.exists():
                raise CourseError(
                    f"{path} is missing, but {self.verdicts_path.name} shows that submissions were "
                    "graded with it: put it back from a backup, or move that file away to begin "
                    "with a new secret (then every regrade draws new inputs)"
                )
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fd, "w") as file:
                file.write(secrets.token_hex(32))
        path.chmod(0o600)
        try:
            return bytes.fromhex(path.read_text())
        except ValueError:
            raise CourseError(
                f"{path} does not hold a secret (hexadecimal digits): put it back from a backup"
            ) from None

    @property
    def verdicts_path(self) -> Path:
        """The record: one JSON line per graded submission."""
        return self.root / "verdicts.jsonl"

    def assignments(self) -> list[str]:
        """List the names of the assignments in this course directory."""
        return sorted(path.parent.name for path in self.root.glob("source/*/*.ipynb"))

    def versions(self, assignment: str) -> Versions:
        """Read the source and the released notebook of an assignment.

        Raises
        ------
        CourseError
            If there is no such assignment, or it is not released.
        """
        source = self.root / "source" / assignment / f"{assignment}.ipynb"
        released = self.root / "release" / assignment / f"{assignment}.ipynb"
        if not self.root.is_dir():
            raise CourseError(
                f"there is no course directory {self.root}: make one with 'make course'"
            )
        if not source.is_file():
            known = ", ".join(self.assignments()) or "none yet"
            raise CourseError(f"no assignment {assignment!r} in {self.root}; there are: {known}")
        if not released.is_file():
            raise CourseError(
                f"{assignment} has a source but is not released: {self.release_again(assignment)}"
            )
        return Versions(*(nbformat.read(path, as_version=4) for path in (source, released)))

    def release_again(self, assignment: str) -> str:
        """Say how folder and gradebook are brought together."""
        return f"run 'python -m grading release {assignment} --course {self.root}'"

    def submissions(self, assignment: str, student: str = "*") -> list[Submission]:
        """List everything handed in, also folders without a notebook; `student` is one, or "*".

        Folders whose names begin with a dot, which programs make by themselves, are no students.
        """
        submitted = self.root / "submitted"
        names = os.listdir(submitted) if student == "*" and submitted.is_dir() else [student]
        found = ((name, submitted / name / assignment) for name in names if name[:1] != ".")
        return sorted(Submission(name, p) for name, p in found if p.is_dir() and not p.is_symlink())

    def autograded_path(self, assignment: str, student: str) -> Path:
        """Name the place of a student's graded notebook."""
        return self.root / "autograded" / student / assignment / f"{assignment}.ipynb"
