"""The record: a verdict becomes grades in nbgrader's gradebook, a line, and a graded notebook.

All grades of a submission are written in one transaction. The graded notebook comes last, by a
rename: a submission counts as graded only once it is there. So after a kill at any moment the same
command finishes the work and gives the same gradebook.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from grading.course.directory import Course
from grading.course.whole import whole
from grading.handed_in.beside import NBGRADERS
from grading.handed_in.files import read_file
from grading.record.gradebook import students_with_all_grades, write_grades
from grading.record.log import Log
from grading.record.notebook import facts_of, graded_notebook
from grading.words.cells import marks_of, role_of
from grading.words.verdict import Verdict

OFFSET = re.compile(r"\s+([+-]\d\d:?\d\d)$")  # of a time zone


SINCE = "since"  # the fact since when these answers are there, if they were handed in again to ask


class Digests(NamedTuple):
    """What was graded: a submission, with checks."""

    submission: str | None
    checks: str | None


@dataclass
class Record:
    """The record of a notebook.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    released : nbformat.NotebookNode
        What students got: so it is known what they left as it was.
    notebook : str
        Its name, which is the assignment's unless that has several.
    """

    course: Course
    assignment: str
    released: NotebookNode
    notebook: str

    def digests(self, student: str) -> Digests:
        """Say which submission was graded, and with which checks; None where none was."""
        facts = facts_of(self._graded_path(student))
        return Digests(facts.get("submission_digest"), facts.get("checks_digest"))

    @cached_property
    def whole(self) -> set[str]:
        """Students who had all grades when this was first asked."""
        return students_with_all_grades(self.course, self.assignment, self.notebook)

    def write(
        self, verdict: Verdict, notebook: NotebookNode, submitted: Path, regrade: bool
    ) -> None:
        """Write down one verdict.

        Parameters
        ----------
        verdict : grading.words.verdict.Verdict
        notebook : nbformat.NotebookNode
            The rebuilt notebook.
        submitted : Path
            The submission's folder, for its timestamp.
        regrade : bool
            Whether this very submission was graded before: then marks given by hand stand.
        """
        path = self._graded_path(verdict.student)
        before = facts_of(path)
        handed_in = read_timestamp(submitted)
        answers = verdict.facts.get("answers_digest")
        if regrade and SINCE in before:
            verdict.facts[SINCE] = handed_in = before[SINCE]
        elif not regrade and answers and answers == before.get("answers_digest"):
            handed_in = before.get(SINCE, read_timestamp(path.parent))
            verdict.facts[SINCE], regrade = handed_in, True  # it only asks: the answers are the old
        known = before.get("asks", {})
        asks = {name for name, said in verdict.asks.items() if known.get(name) != said}
        graded = graded_notebook(verdict, notebook)
        untouched = self._released & {(cell.id, cell.source) for cell in graded.cells}
        names = {name for name, _ in untouched}
        with Log(self.course.verdicts_path) as log:  # two graders take turns
            write_grades(self.course, verdict, names, moment_of(handed_in), regrade, asks)
            log.append(verdict)
            path.parent.mkdir(parents=True, exist_ok=True)
            for name in NBGRADERS:  # by these nbgrader releases feedback
                if (data := read_file(submitted / name, 1_000)) is not None:
                    _put(path.parent / name, data)
            _put(path, json.dumps(graded, ensure_ascii=False).encode())

    def _graded_path(self, student: str) -> Path:
        return self.course.autograded_path(self.assignment, student, self.notebook)

    @cached_property
    def _released(self) -> set[tuple[str, str]]:
        return {
            (cell.id, cell.source)
            for cell in self.released.cells
            if marks_of(cell) and role_of(cell) != "task"  # which is answered around it
        }


def read_timestamp(folder: Path) -> str:
    """Read when a submission was handed in, in nbgrader's words; empty if it did not note that."""
    return (read_file(folder / "timestamp.txt", 100) or b"").decode(errors="replace").strip()


def moment_of(timestamp: str) -> datetime | None:
    """Give the moment of a timestamp; None if there is none that can be read."""
    if not timestamp:
        return None
    from nbgrader.utils import parse_utc  # takes a second: the workers grade meanwhile

    try:
        # nbgrader takes " +0100" for a hundred seconds; without the space it is an hour.
        return parse_utc(OFFSET.sub(r"\1", timestamp))
    except (ValueError, OverflowError):
        return None


def _put(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    with whole(path) as draft:
        draft.write_bytes(data)
