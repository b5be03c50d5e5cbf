"""A preview of a changed assignment: who gains and who loses, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from sqlalchemy import select

from grading.course import tables
from grading.course.agrees import gradebook_errors
from grading.course.directory import Course, Versions
from grading.course.students import students_of
from grading.record.record import Digests, Record
from grading.run.local import Local, cores
from grading.run.run import Run
from grading.run.verdicts import Verdicts
from grading.words.cells import marks_of
from grading.words.verdict import Verdict


class Difference(NamedTuple):
    """The points of one student, before and with the changed assignment."""

    student: str
    before: float
    after: float


@dataclass
class Trial(Record):
    """A record that writes nothing down: it keeps the verdicts, and knows of none before."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def digests(self, student: str) -> Digests:
        """Say that nothing was graded."""
        return Digests(None, None)

    def write(
        self, verdict: Verdict, notebook: NotebookNode, submitted: Path, regrade: bool
    ) -> None:
        """Keep one verdict."""
        self.verdicts[verdict.student] = verdict


def preview(
    course: Course, assignment: str, new: Versions, renamed: Mapping[str, str]
) -> list[Difference]:
    """Grade all that was graded before with the changed assignment, and write nothing.

    Marks given by hand stand as long as their question does; what waits for one counts nothing.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    new : grading.course.directory.Versions
    renamed : mapping
        From the old names of cells to the new ones.
    """
    try:
        with gradebook_errors(course):
            known = _marks(course, assignment)
            students = [name for name in students_of(course, assignment) if name in known]
            trial = Trial(course, assignment, new.released, assignment)
            place = Local(min(cores(), len(students)))
            verdicts = Verdicts(course, assignment, assignment, new, None, place)
            run = Run(trial, verdicts, lambda *_: None, len(students))
            run.grade(students, force=True)
    finally:
        course.engine.dispose()
    graded = {cell.id for cell in new.source.cells if marks_of(cell).get("grade")}
    found = []
    for student in students:
        checks = trial.verdicts[student].checks
        after = {check.cell: check.score for check in checks}
        for name, mark in known[student].items():
            if mark.by_hand is not None and renamed.get(name, name) in graded:
                after[renamed.get(name, name)] = mark.by_hand
        before = sum(mark.counts for mark in known[student].values())
        found.append(Difference(student, before, sum(after.values())))
    return found


class Mark(NamedTuple):
    """What the gradebook holds for one cell of a student's."""

    auto: float | None
    by_hand: float | None

    @property
    def counts(self) -> float:
        """The points that count."""
        return (self.by_hand if self.by_hand is not None else self.auto) or 0.0


def _marks(course: Course, assignment: str) -> dict[str, dict[str, Mark]]:
    """Read all marks of an assignment: by student, then by the cell's name."""
    submission, notebook, grade = (
        tables.submitted_assignment,
        tables.submitted_notebook,
        tables.grade,
    )
    rows = (
        select(
            submission.c.student_id, tables.cell.c.name, grade.c.auto_score, grade.c.manual_score
        )
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .join(notebook, notebook.c.assignment_id == submission.c.id)
        .join(grade, grade.c.notebook_id == notebook.c.id)
        .join(tables.cell, tables.cell.c.id == grade.c.cell_id)
        .where(tables.assignment.c.name == assignment)
    )
    found: dict[str, dict[str, Mark]] = {}
    with course.engine.connect() as connection:
        for row in connection.execute(rows):
            mark = Mark(row.auto_score, row.manual_score)
            found.setdefault(row.student_id, {})[row.name] = mark
    return found
