"""How many questions of a submission are answered: who forgot one sees it while there is time."""

import json
import logging
import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grading.course.directory import Course
from grading.handed_in.answered import answered, damaged, unanswered
from grading.handed_in.files import read_submission
from grading.handed_in.notebook import read_cells
from grading.nbgrader.feedback import headings
from grading.words.cells import QUESTIONS, role_of
from grading.words.errors import CourseError
from hub.submissions.inside.files import Files
from hub.submissions.store import Submission

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


def state_of(course: Course, assignment: str, files: Files) -> dict[str, Any]:
    """Tell how many questions there are, which are as released, and which checks are not.

    Questions and checks are told by the headings above them. Where that cannot be told there are
    None questions: it can be handed in all the same.
    """
    questions = 0
    still_open: list[str] = []
    broken: list[str] = []
    try:
        for notebook in course.notebooks(assignment):
            released = course.versions(assignment, notebook).released
            cells = read_cells(files.get(f"{notebook}.ipynb"), []) or []
            left, bad = unanswered(cells, released), damaged(cells, released)
            for cell, heading in headings(released.cells):
                questions += role_of(cell) in QUESTIONS
                still_open += [heading] if cell.id in left else []
                broken += [heading] if cell.id in bad else []
    except UNREADABLE as error:
        log.warning("%s: a draft is not looked at: %s", assignment, type(error).__name__)
        return {"questions": None, "open": [], "damaged": []}
    return {"questions": questions, "open": still_open, "damaged": list(dict.fromkeys(broken))}


@lru_cache(64)
def title_of(notebook: bytes) -> str:
    """Find the title of a released notebook: its first heading; empty where it has none."""
    try:
        cells = json.loads(notebook)["cells"]
        texts = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        found = (re.search(r"^# (.+)$", text, re.M) for text in texts)
        return next((each[1] for each in found if each), "")
    except UNREADABLE:
        return ""


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
