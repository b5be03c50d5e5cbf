"""Deadlines and penalties: entered and reckoned anew at each run, for no code of a student's."""

from sqlalchemy import Connection, Update, select, update
from traitlets.config import Config

from grading.course import tables
from grading.course.directory import Course
from grading.record.turns import take_turns


def renew_penalties(
    connection: Connection, course: Course, assignment: str, student: str | None = None
) -> None:
    """Enter what `course.toml` says of deadlines, and what each submission loses by them.

    Nothing is written where nothing has changed.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In whose transaction it is done.
    course : grading.course.directory.Course
    assignment : str
    student : str
        One student, or all (None).
    """
    submission, notebook = tables.submitted_assignment, tables.submitted_notebook
    _enter_deadline(connection, course, assignment)
    of_these = tables.assignment.c.name == assignment
    if student is not None:
        of_these &= submission.c.student_id == student
    found = (
        select(
            submission.c.id,
            submission.c.student_id,
            submission.c.timestamp,
            submission.c.extension,
            tables.assignment.c.duedate,
            notebook.c.id.label("notebook"),
            notebook.c.late_submission_penalty.label("penalty"),
        )
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .join(notebook, notebook.c.assignment_id == submission.c.id)
        .join(tables.notebook, tables.notebook.c.id == notebook.c.notebook_id)
        .where(of_these)
    )
    settings = course.settings
    for row in connection.execute(found).all():
        extension = row.extension
        if settings and assignment in settings.extensions:
            extension = settings.extension(assignment, row.student_id)
        if extension != row.extension:
            change = update(submission).where(submission.c.id == row.id)
            _write(connection, change.values(extension=extension))
        may_be_late = row.timestamp and row.duedate and (row.timestamp > row.duedate or extension)
        penalty = _penalty(connection, row.id, row.notebook, course.config) if may_be_late else None
        if penalty != row.penalty:
            change = update(notebook).where(notebook.c.id == row.notebook)
            _write(connection, change.values(late_submission_penalty=penalty))


def _enter_deadline(connection: Connection, course: Course, assignment: str) -> None:
    """Enter the deadline of an assignment, where `course.toml` says one."""
    deadline = course.settings.deadline(assignment) if course.settings else None
    entry = tables.assignment
    other = (entry.c.name == assignment) & entry.c.duedate.is_distinct_from(deadline)
    if deadline and connection.execute(select(entry.c.id).where(other)).all():
        _write(connection, update(entry).where(other).values(duedate=deadline))


def _write(connection: Connection, change: Update) -> None:
    take_turns(connection)
    connection.execute(change)


def _penalty(
    connection: Connection, submission: str, notebook: str, config: Config
) -> float | None:
    """Ask nbgrader's plugin what a submission loses; None where it is not late, or loses nothing.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    submission, notebook : str
        Their ids in the gradebook.
    config : traitlets.config.Config
        nbgrader's configuration: may name a plugin.
    """
    # Importing nbgrader takes a second: only where something may be late.
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook
    from nbgrader.preprocessors import AssignLatePenalties
    from sqlalchemy.orm import Session

    with Session(connection) as session:
        late = session.get_one(SubmittedAssignment, submission)
        if late.total_seconds_late <= 0:
            return None
        graded = session.get_one(SubmittedNotebook, notebook)
        penalties = AssignLatePenalties(config=config)
        penalties.init_plugin()
        penalty = penalties.plugin_inst.late_submission_penalty(
            late.student_id, graded.score, late.total_seconds_late
        )
        return None if penalty is None else penalties._check_late_penalty(graded, penalty)
