"""A preview of a changed assignment: who gains and who loses, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from sqlalchemy import select

from grading.course import tables
from grading.course.agrees import gradebook_errors
from grading.course.directory import Course
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
    course: Course, assignment: str, changed: Course, renamed: Mapping[str, Mapping[str, str]]
) -> list[Difference]:
    """Grade all that was graded before with the changed assignment, and write nothing.

    Marks given by hand stand as long as their question does; what waits for one counts nothing.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    changed : grading.course.directory.Course
        Where the changed assignment is released.
    renamed : mapping
        Of a notebook: from the old names of cells to the new ones.
    """
    after: dict[str, dict[Place, float]] = {}
    try:
        with gradebook_errors(course):
            known = _marks(course, assignment)
            students = [name for name in students_of(course, assignment) if name in known]
            workers = Local(min(cores(), len(students)))
            for notebook in changed.notebooks(assignment):
                new = changed.versions(assignment, notebook)
                trial = Trial(course, assignment, new.released, notebook)
                verdicts = Verdicts(course, assignment, notebook, new, None, workers)
                verdicts.given = changed.given(assignment)
                Run(trial, verdicts, lambda *_: None, len(students)).grade(students, force=True)
                marked = {cell.id for cell in new.source.cells if "points" in marks_of(cell)}
                names = renamed.get(notebook, {})
                for student in students:
                    now = after.setdefault(student, {})
                    for check in trial.verdicts[student].checks:
                        now[Place(notebook, check.cell)] = check.score
                    for place, mark in known[student].items():
                        name = names.get(place.cell, place.cell)
                        if place.notebook == notebook and mark.given and name in marked:
                            now[Place(notebook, name)] = mark.counts
    finally:
        course.engine.dispose()
    return [
        Difference(
            student,
            sum(mark.counts for mark in known[student].values()),
            sum(after.get(student, {}).values()),
        )
        for student in students
    ]


class Place(NamedTuple):
    """Where a mark stands."""

    notebook: str
    cell: str


class Mark(NamedTuple):
    """What the gradebook holds for one cell of a student's."""

    auto: float | None
    by_hand: float | None

    @property
    def given(self) -> bool:
        """Whether a person has given it."""
        return self.by_hand is not None

    @property
    def counts(self) -> float:
        """The points that count."""
        return (self.by_hand if self.by_hand is not None else self.auto) or 0.0


def _marks(course: Course, assignment: str) -> dict[str, dict[Place, Mark]]:
    """Read all marks of an assignment: by student, then by where they stand."""
    submission, submitted, grade = (
        tables.submitted_assignment,
        tables.submitted_notebook,
        tables.grade,
    )
    rows = (
        select(
            submission.c.student_id,
            tables.notebook.c.name.label("notebook"),
            tables.cell.c.name,
            grade.c.auto_score,
            grade.c.manual_score,
        )
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .join(submitted, submitted.c.assignment_id == submission.c.id)
        .join(tables.notebook, tables.notebook.c.id == submitted.c.notebook_id)
        .join(grade, grade.c.notebook_id == submitted.c.id)
        .join(tables.cell, tables.cell.c.id == grade.c.cell_id)
        .where(tables.assignment.c.name == assignment)
    )
    found: dict[str, dict[Place, Mark]] = {}
    with course.engine.connect() as connection:
        for row in connection.execute(rows):
            mark = Mark(row.auto_score, row.manual_score)
            found.setdefault(row.student_id, {})[Place(row.notebook, row.name)] = mark
    return found
