"""Grades: what a verdict leaves in nbgrader's gradebook, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum
from traitlets.config import Config

from grading.course.directory import Course
from grading.words.cells import check_of, marks_of
from grading.words.verdict import Verdict


def write_grades(
    course: Course,
    verdict: Verdict,
    graded: NotebookNode,
    handed_in: datetime | None,
    regrade: bool,
    config: Config | None,
) -> None:
    """Write all grades of a submission.

    Parameters
    ----------
    course : Course
    verdict : Verdict
    graded : nbformat.NotebookNode
        The graded notebook: what was left as it was released is seen in it.
    handed_in : datetime or None
        When, as nbgrader noted it.
    regrade : bool
        Whether this very submission was graded before: then marks given by hand stand.
    config : traitlets.config.Config
        nbgrader's configuration: may name a plugin for late submissions.
    """
    with course.gradebook() as gradebook, _one_transaction(gradebook):
        gradebook.update_or_create_student(verdict.student)
        with gradebook.db.no_autoflush:
            gradebook.update_or_create_submission(
                verdict.assignment, verdict.student, timestamp=handed_in
            )
        _write_points(gradebook, verdict, graded, regrade)
        _write_late_penalty(gradebook, verdict, config)


def has_all_grades(course: Course, assignment: str, student: str) -> bool:
    """Tell whether the gradebook holds every grade of a submission that needs no person."""
    with course.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission_notebook(assignment, assignment, student)
        except MissingEntry:
            return False
        return all(
            grade.auto_score is not None or grade.cell.cell_type == "markdown"
            for grade in submission.grades
        )


def _write_points(
    gradebook: Gradebook, verdict: Verdict, graded: NotebookNode, regrade: bool
) -> None:
    scores = {check_of(check.name): check.score for check in verdict.checks}
    notebook = gradebook.find_submission_notebook(
        verdict.assignment, verdict.assignment, verdict.student
    )
    untouched = {cell.id for cell in graded.cells if marks_of(cell) and _untouched(cell)}
    for grade in notebook.grades:
        nothing = grade.name in untouched and not verdict.waits_for
        grade.auto_score = scores.get(grade.name, 0.0 if nothing else None)
        if not (regrade and grade.manual_score is not None):
            grade.needs_manual_grade = (
                grade.auto_score is None
                or grade.manual_score is not None
                or bool(verdict.waits_for)
            )
    for comment in notebook.comments:
        nothing = comment.name in untouched and not verdict.waits_for
        comment.auto_comment = "No response." if nothing else None


def _untouched(cell: NotebookNode) -> bool:
    return marks_of(cell).get("checksum") == compute_checksum(cell)


def _write_late_penalty(gradebook: Gradebook, verdict: Verdict, config: Config | None) -> None:
    gradebook.db.flush()
    gradebook.db.expire_all()
    submission = gradebook.find_submission(verdict.assignment, verdict.student)
    notebook = gradebook.find_submission_notebook(
        verdict.assignment, verdict.assignment, verdict.student
    )
    notebook.late_submission_penalty = None
    if submission.total_seconds_late > 0:
        late = AssignLatePenalties(config=config)
        late.init_plugin()
        penalty = late.plugin_inst.late_submission_penalty(
            verdict.student, notebook.score, submission.total_seconds_late
        )
        if penalty is not None:
            notebook.late_submission_penalty = late._check_late_penalty(notebook, penalty)


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Make one transaction of nbgrader's many: its methods commit at every step."""
    session = gradebook.db
    commit, session.commit = session.commit, session.flush
    try:
        yield
        commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.commit
