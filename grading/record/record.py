"""The record: a verdict becomes grades in nbgrader's gradebook, a line, and a graded notebook.

All grades of a submission are written in one transaction. The graded notebook comes last, by a
rename: a submission counts as graded only once it is there. So after a kill at any moment the same
command finishes the work and gives the same gradebook.
"""

from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import parse_utc
from traitlets.config import Config

from grading.course.directory import Course
from grading.handed_in.files import read_file
from grading.record import log
from grading.record.gradebook import has_all_grades, write_grades
from grading.record.notebook import facts_of, graded_notebook
from grading.words.verdict import Verdict

RELEASED_BY = ("timestamp.txt", "submission_secret.txt")  # by these nbgrader releases feedback


def record(
    course: Course,
    verdict: Verdict,
    notebook: NotebookNode,
    submitted: Path,
    config: Config | None = None,
) -> None:
    """Write down one verdict.

    Parameters
    ----------
    course : grading.course.directory.Course
    verdict : grading.words.verdict.Verdict
    notebook : nbformat.NotebookNode
        The rebuilt notebook.
    submitted : Path
        The submission's folder, for its timestamp.
    config : traitlets.config.Config
        nbgrader's configuration: may name a plugin for late submissions.
    """
    graded = graded_notebook(verdict, notebook)
    path = course.autograded_path(verdict.assignment, verdict.student)
    regrade = facts_of(path).get("submission_digest") == verdict.facts["submission_digest"]
    write_grades(course, verdict, graded, timestamp_of(submitted), regrade, config)
    log.append(course.verdicts_path, verdict)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    nbformat.write(graded, draft)
    for name in RELEASED_BY:
        if (data := read_file(submitted / name, 1_000)) is not None:
            (path.parent / name).write_bytes(data)
    draft.replace(path)


def is_graded(
    course: Course, assignment: str, student: str, submission_digest: str, checks_digest: str
) -> bool:
    """Tell whether this very submission was graded with these very checks, to the end."""
    facts = facts_of(course.autograded_path(assignment, student))
    known = facts.get("submission_digest"), facts.get("checks_digest")
    return known == (submission_digest, checks_digest) and has_all_grades(
        course, assignment, student
    )


def timestamp_of(folder: Path) -> datetime | None:
    """Read when a submission was handed in, as nbgrader noted it; None if that cannot be read."""
    try:
        return parse_utc((read_file(folder / "timestamp.txt", 100) or b"").decode().strip())
    except (ValueError, OverflowError):
        return None
