"""Grades: what verdicts leave in nbgrader's gradebook, a transaction for each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Connection,
    Row,
    String,
    TableClause,
    bindparam,
    case,
    cast,
    func,
    insert,
    select,
    update,
)

from grading.course import tables
from grading.course.directory import Course
from grading.record.late import renew_penalties
from grading.record.turns import take_turns
from grading.words.cells import answer_of
from grading.words.verdict import Verdict

NO_RESPONSE = "No response."  # nbgrader's words


def students_with_all_grades(course: Course, assignment: str, book: str) -> set[str]:
    """Find who has every grade of a notebook that needs no person: one question for the class."""
    submission, notebook = tables.submitted_assignment, tables.submitted_notebook
    of_these = (tables.assignment.c.name == assignment) & (tables.notebook.c.name == book)
    is_code = cast(tables.grade_cell.c.cell_type, String) == "code"
    grade = tables.grade.c
    missing = case(
        (grade.auto_score.is_(None) & is_code & grade.needs_manual_grade.is_(False), 1), else_=0
    )
    found = (
        select(submission.c.student_id)
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .join(notebook, notebook.c.assignment_id == submission.c.id)
        .join(tables.notebook, tables.notebook.c.id == notebook.c.notebook_id)
        .outerjoin(tables.grade, tables.grade.c.notebook_id == notebook.c.id)
        .outerjoin(tables.grade_cell, tables.grade_cell.c.id == tables.grade.c.cell_id)
        .where(of_these)
        .group_by(submission.c.student_id)
        .having(func.sum(missing) == 0)
    )
    with course.engine.connect() as connection:
        return set(connection.scalars(found))


def write_grades(
    course: Course,
    verdict: Verdict,
    untouched: Collection[str],
    handed_in: datetime | None,
    regrade: bool,
    asks: Collection[str] = (),
) -> None:
    """Write all grades of a submission.

    Parameters
    ----------
    course : Course
    verdict : Verdict
    untouched : collection of str
        The cells that were left as they were released.
    handed_in : datetime or None
        When, as nbgrader noted it.
    regrade : bool
        Whether this very submission was graded before: then marks given by hand stand.
    asks : collection of str
        The questions at which the student asks a person to look, and did not ask so before.
    """
    with course.engine.begin() as connection:
        take_turns(connection)
        entry = _entry(connection, verdict, handed_in)
        nothing = set() if verdict.waits_for else set(untouched)
        _write_points(connection, entry, verdict, nothing, regrade, asks)
        _write_comments(connection, entry, nothing)
        renew_penalties(connection, course, verdict.assignment, verdict.student)


def write_penalties(course: Course, assignment: str) -> None:
    """Write what submissions lose by being late, of all students, where that has changed."""
    with course.engine.begin() as connection:
        renew_penalties(connection, course, assignment)


@dataclass
class Entry:
    """What the gradebook holds of a submission, as ids; and its assignment's cells."""

    submission: str
    notebook: str
    cells: Sequence[Any]


def _entry(connection: Connection, verdict: Verdict, handed_in: datetime | None) -> Entry:
    """Find a submission in the gradebook, or enter it as nbgrader does."""
    assignment = connection.execute(
        select(tables.assignment.c.id, tables.notebook.c.id.label("book"))
        .join(tables.notebook, tables.notebook.c.assignment_id == tables.assignment.c.id)
        .where(
            tables.assignment.c.name == verdict.assignment,
            tables.notebook.c.name == verdict.notebook,
        )
    ).one()
    cells = connection.execute(
        select(tables.cell.c.id, tables.cell.c.name, tables.cell.c.type).where(
            tables.cell.c.notebook_id == assignment.book
        )
    ).all()
    _found(connection, tables.student, {}, id=verdict.student)
    submission = _found(
        connection,
        tables.submitted_assignment,
        {"id": uuid4().hex},
        assignment_id=assignment.id,
        student_id=verdict.student,
    )
    connection.execute(
        update(tables.submitted_assignment)
        .where(tables.submitted_assignment.c.id == submission["id"])
        .values(timestamp=handed_in)
    )
    notebook = _found(
        connection,
        tables.submitted_notebook,
        {"id": uuid4().hex, "flagged": False},
        assignment_id=submission["id"],
        notebook_id=assignment.book,
    )
    return Entry(submission["id"], notebook["id"], cells)


def _found(
    connection: Connection, table: TableClause, new: dict[str, Any], **known: str
) -> dict[str, Any]:
    """Find a row by what is known of it; put it there if it is missing."""
    row = connection.execute(select(table).filter_by(**known)).one_or_none()
    if row is not None:
        return row._asdict()
    made = {**new, **known}
    connection.execute(insert(table), made)
    return made


def _write_points(
    connection: Connection,
    entry: Entry,
    verdict: Verdict,
    nothing: set[str],
    regrade: bool,
    asks: Collection[str],
) -> None:
    scores = {check.cell: check.score for check in verdict.checks}
    known = _known(connection, tables.grade, entry)
    values = {}
    for cell in entry.cells:
        if cell.type in ("GradeCell", "TaskCell"):
            score = scores.get(cell.name, 0.0 if cell.name in nothing else None)
            grade = known.get(cell.id)
            by_hand = grade is not None and grade.manual_score is not None
            waits = score is None or by_hand or bool(verdict.waits_for)
            waits = waits or answer_of(cell.name) in verdict.asks
            if grade is not None and by_hand and regrade:
                waits = grade.needs_manual_grade or answer_of(cell.name) in asks
            values[cell.id] = {"auto_score": score, "needs_manual_grade": waits}
    _put(connection, tables.grade, entry, known, values)


def _write_comments(connection: Connection, entry: Entry, nothing: set[str]) -> None:
    values = {
        cell.id: {"auto_comment": NO_RESPONSE if cell.name in nothing else None}
        for cell in entry.cells
        if cell.type in ("SolutionCell", "TaskCell")
    }
    known = _known(connection, tables.comment, entry)
    _put(connection, tables.comment, entry, known, values)


def _known(connection: Connection, table: TableClause, entry: Entry) -> dict[str, Row[Any]]:
    """Read what is there of a submission, by cell."""
    cells = [cell.id for cell in entry.cells]  # asked for by cell, they need no search of them all
    rows = select(table).where(table.c.cell_id.in_(cells), table.c.notebook_id == entry.notebook)
    return {row.cell_id: row for row in connection.execute(rows)}


def _put(
    connection: Connection,
    table: TableClause,
    entry: Entry,
    known: dict[str, Row[Any]],
    values: dict[str, dict[str, Any]],
) -> None:
    """Change the rows that are known, add the others."""
    changed = [{"row": known[cell].id, **values[cell]} for cell in values if cell in known]
    new = [
        {"id": uuid4().hex, "notebook_id": entry.notebook, "cell_id": cell, **values[cell]}
        for cell in values
        if cell not in known
    ]
    if changed:
        connection.execute(update(table).where(table.c.id == bindparam("row")), changed)
    if new:
        connection.execute(insert(table), new)
