"""How many questions of a submission are answered: who forgot one sees it while there is time."""

import logging
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from grading.course.directory import Course
from grading.handed_in.files import read_submission
from grading.handed_in.match import answered
from grading.handed_in.notebook import read_cells
from grading.words.cells import role_of
from grading.words.errors import CourseError
from hub.submissions.store import Submission

QUESTIONS = ("answer", "written")
UNREADABLE = (CourseError, OSError, ValueError, TypeError, LookupError, AttributeError)
log = logging.getLogger("submissions")


class Answers:
    """Counts them, each submission once."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    def said(self, course: Course, submission: Submission) -> str:
        """Say how many questions are answered; nothing where that cannot be told."""
        if submission.folder not in self._known:
            try:
                done, all_of_them = _count(course, submission)
                said = f"{done} of {all_of_them} questions answered"
            except UNREADABLE as error:  # it is taken all the same
                log.warning("%s: not counted: %s", submission.assignment, type(error).__name__)
                said = ""
            self._known[submission.folder] = said
        return self._known[submission.folder]


def _count(course: Course, submission: Submission) -> tuple[int, int]:
    done, all_of_them = 0, 0
    notebooks = course.notebooks(submission.assignment)
    for notebook in notebooks:
        released = course.versions(submission.assignment, notebook).released
        count = partial(_answered, released)
        others = set(notebooks) - {notebook}
        found = read_submission(submission.folder, notebook, count, others)
        done += count(found.notebook or b"")
        all_of_them += sum(role_of(cell) in QUESTIONS for cell in released.cells)
    return done, all_of_them


def _answered(released: NotebookNode, data: bytes) -> int:
    return max(0, answered(read_cells(data, []), released))
