"""A course directory: nbgrader's folders, its gradebook, and the secret of the course."""

import contextlib
import os
import secrets
import stat
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import nbformat
from nbformat import NotebookNode
from sqlalchemy import Engine, create_engine, make_url
from traitlets.config import Config

from grading.course.adopt import adopt
from grading.course.configuration import COURSE_ID, read_config, settings_path
from grading.handed_in.beside import Files, files_beside
from grading.words.cells import COURSE
from grading.words.errors import CourseError
from grading.words.plain import said_of_safety

if TYPE_CHECKING:
    from grading.course.settings import Settings

SECRET_BYTES = 32


class Versions(NamedTuple):
    """An assignment as the instructor has it, and as students got it."""

    source: NotebookNode
    released: NotebookNode


@dataclass
class Course:
    """An nbgrader course directory.

    Parameters
    ----------
    root : Path
        The folder that holds source, release, submitted, autograded, feedback and gradebook.db.
    config : traitlets.config.Config
        nbgrader's configuration; by default as every command reads it. It says where the gradebook
        is, by default the SQLite file in the folder, and what the course is called.
    """

    root: Path
    config: Config = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.root = Path(self.root).resolve()
        self.config = read_config(self.root) if self.config is None else deepcopy(self.config)
        told = self.config.CourseDirectory
        told.root = str(self.root)
        told.course_id = told.get("course_id") or COURSE_ID
        usual = f"sqlite:///{self.root}/gradebook.db"
        if told.get("db_url", usual) == usual:
            told.db_url = f"{usual}?timeout=60"  # while another program writes, wait for it

    @property
    def db_url(self) -> str:
        """Where the gradebook is."""
        return str(self.config.CourseDirectory.db_url)

    @property
    def course_id(self) -> str:
        """What the course is called."""
        return str(self.config.CourseDirectory.course_id)

    @property
    def excluded(self) -> set[str]:
        """Students who are left out."""
        said = str(self.config.CourseDirectory.get("student_id_exclude", ""))
        return {name.strip() for name in said.split(",")} - {""}

    @cached_property
    def settings(self) -> "Settings | None":
        """What `course.toml` says; None where there is none."""
        path = settings_path(self.root)
        if path is None:
            return None
        from grading.course.settings import read_settings  # takes half a second

        return read_settings(path)

    @cached_property
    def engine(self) -> Engine:
        """The way to the gradebook; `engine.dispose()` closes it."""
        return create_engine(self.db_url)

    @property
    def gradebook_name(self) -> str:
        """Name the gradebook for a person: a file, or an address without its password."""
        url = make_url(self.db_url)
        return str(url.database if url.get_backend_name() == "sqlite" else url)

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
            _make_secret(path)
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            path.chmod(0o600)
        try:
            secret = bytes.fromhex(path.read_text())
        except ValueError:
            secret = b""
        if len(secret) < SECRET_BYTES:
            raise CourseError(
                f"{path} does not hold a secret ({2 * SECRET_BYTES} hexadecimal digits): put it "
                "back from a backup"
            )
        return secret

    @property
    def verdicts_path(self) -> Path:
        """The record: one JSON line per graded submission."""
        return self.root / "verdicts.jsonl"

    def assignments(self) -> list[str]:
        """List the names of the assignments in this course directory."""
        return sorted(path.parent.name for path in self.root.glob("source/*/*.ipynb"))

    def notebooks(self, assignment: str) -> list[str]:
        """List the names of an assignment's notebooks: its own name, unless nbgrader's had more."""
        found = (self.root / "source" / assignment).glob("*.ipynb")
        return sorted(path.stem for path in found) or [assignment]

    def versions(self, assignment: str, notebook: str = "") -> Versions:
        """Read the source and the released notebook; of several in an assignment, that one.

        Raises
        ------
        CourseError
            If there is no such assignment, or it is not released.
        """
        notebook = notebook or assignment
        source = self.root / "source" / assignment / f"{notebook}.ipynb"
        released = self.root / "release" / assignment / f"{notebook}.ipynb"
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
        both = [nbformat.read(path, as_version=4) for path in (source, released)]
        if COURSE not in both[0].metadata:
            allowed = self.settings is not None and (
                assignment in self.settings.tests_in_students_room
            )
            for version in both:
                adopt(version, assignment, notebook, self.given(assignment), allowed)
        return Versions(*both)

    def said_of_safety(self, assignment: str) -> str:
        """Say where an assignment's tests run in the student's room; nothing elsewhere."""
        return said_of_safety(self.versions(assignment, self.notebooks(assignment)[0]).source)

    def given(self, assignment: str) -> Files:
        """Read the files that students got beside the notebooks.

        Raises
        ------
        CourseError
            If they are too large.
        """
        folder = self.root / "release" / assignment
        remarks: list[str] = []
        files = files_beside(folder, f"{assignment}.ipynb", remarks)
        if remarks:
            raise CourseError(f"{folder}: {remarks[0]}")
        return files

    def release_again(self, assignment: str) -> str:
        """Say how folder and gradebook are brought together."""
        if self.has_plain(assignment):
            return f"run 'COURSE={self.root} nbgrader generate_assignment {assignment} --force'"
        return f"run 'python -m grading release {assignment} --course {self.root}'"

    def has_plain(self, assignment: str) -> bool:
        """Tell whether an assignment is here, and is made of nbgrader's own cells."""
        source = self.root / "source" / assignment / f"{self.notebooks(assignment)[0]}.ipynb"
        return source.is_file() and COURSE not in nbformat.read(source, as_version=4).metadata

    def submitted_path(self, assignment: str, student: str) -> Path:
        """Name the folder that a student has handed in."""
        return self.root / "submitted" / student / assignment

    def autograded_path(self, assignment: str, student: str, notebook: str = "") -> Path:
        """Name the place of a student's graded notebook."""
        return self.root / "autograded" / student / assignment / f"{notebook or assignment}.ipynb"


def _make_secret(path: Path) -> None:
    """Make a secret that is whole as soon as it is there; another grader's stands."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.touch(0o600)
        draft.write_text(secrets.token_hex(SECRET_BYTES))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)
