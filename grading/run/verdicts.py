"""From what was handed in to verdicts, wherever the workers are. Nothing is recorded here."""

import errno
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from grading.course.directory import Course, Versions
from grading.handed_in.answered import answered
from grading.handed_in.beside import Files, files_beside
from grading.handed_in.files import read_submission
from grading.handed_in.notebook import read_cells
from grading.rooms.session import grade, not_graded
from grading.run.side_by_side import Ended, Place, side_by_side
from grading.words.errors import CheckError
from grading.words.verdict import Verdict
from sandbox.errors import NoSandbox
from sandbox.limits import Limits

FULL_OR_READ_ONLY = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class Work(NamedTuple):
    """A submission to be graded: who handed it in, its bytes, remarks on how it was found."""

    student: str
    folder: Path
    data: bytes | None
    files: Files  # beside the notebook
    remarks: list[str]
    regrade: bool = False  # whether these very bytes were graded before,
    same_checks: bool = False  # and with these very checks


@dataclass
class Verdicts:
    """How verdicts on one notebook of an assignment come to be.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment, notebook : str
    versions : grading.course.directory.Versions
        The notebook's source, and as it was released.
    limits : sandbox.limits.Limits, optional
    place : grading.run.side_by_side.Place
        Where the workers are.
    """

    course: Course
    assignment: str
    notebook: str
    versions: Versions
    limits: Limits | None
    place: Place

    @cached_property
    def given(self) -> Files:
        """The files that students got beside the notebook."""
        return self.course.given(self.assignment)

    def read(self, student: str, folder: Path) -> Work:
        """Read what lies in a student's folder."""
        try:
            others = set(self.course.notebooks(self.assignment)) - {self.notebook}
            data, place, remarks = read_submission(folder, self.notebook, self._answered, others)
            files = files_beside(folder, place, remarks) if place else {}
            files |= self.given  # these win, as in nbgrader
        except OSError as error:
            data, files, remarks = None, {}, [f"the folder could not be read: {error.strerror}"]
        return Work(student, folder, data, files, remarks)

    def _answered(self, data: bytes) -> int:
        return answered(read_cells(data, []), self.versions.released)

    def of(
        self, works: Iterable[Work], most: int | None = None
    ) -> Generator[tuple[Work, tuple[Verdict, NotebookNode]], None, None]:
        """Grade; what goes wrong with one submission is a verdict, too."""
        source, released = self.versions

        def arguments(work: Work) -> tuple[object, ...]:
            secret = self.course.secret
            return work.data, source, released, work.student, secret, self.limits, work.files

        for work, result in side_by_side(grade, works, arguments, self.place, most):
            if isinstance(result, NoSandbox | CheckError) or is_full(result):
                raise result
            if isinstance(result, Exception):
                result = self.not_graded(work, result)
            result[0].remarks[:0] = work.remarks
            yield work, result

    def not_graded(self, work: Work, error: Exception) -> tuple[Verdict, NotebookNode]:
        """Make a verdict of what went wrong, without a word that a student could have chosen."""
        why = (
            "the grader was killed each time that it was tried"
            if isinstance(error, Ended)
            else f"the grader met a {type(error).__name__}; please look at what was handed in"
        )
        return not_graded(work.data, *self.versions, work.student, why, work.files)


def is_full(result: object) -> bool:
    """Tell whether a worker found the disk full or read-only: that is no student's fault."""
    return isinstance(result, OSError) and result.errno in FULL_OR_READ_ONLY
