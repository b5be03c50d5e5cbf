"""The written answers to one question, of all students, in an order that tells no name."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from grading.course.directory import Course
from grading.nbgrader.feedback import headings
from grading.nbgrader.formulas import Formulas
from grading.nbgrader.page import mark_what_stays_as_typed, markdown
from grading.record.clean import clean_html
from grading.words.cells import marks_of, role_of


class Question(NamedTuple):
    """A question that a person marks."""

    notebook: str
    name: str
    heading: str
    answers: int
    waiting: int


class Answer(NamedTuple):
    """A student's answer, and what the gradebook holds of it.

    `grade` and `comment` are the gradebook's own names of them; a score is None while a person has
    given none.
    """

    submission: str
    html: str
    grade: str
    score: float | None
    points: float
    waits: bool
    comment: str
    said: str


def questions_of(course: Course, gradebook: Gradebook, assignment: str) -> Iterator[Question]:
    """List the questions of an assignment that a person marks, in order."""
    for notebook in course.notebooks(assignment):
        handed_in = gradebook.notebook_submissions(notebook, assignment)
        for cell, heading in headings(course.versions(assignment, notebook).source.cells):
            if role_of(cell) == "written" and marks_of(cell).get("grade"):
                grades = [g for each in handed_in for g in each.grades if g.name == cell.id]
                waiting = sum(grade.needs_manual_grade for grade in grades)
                yield Question(notebook, cell.id, heading, len(grades), waiting)


def answers_to(
    course: Course,
    gradebook: Gradebook,
    formulas: Formulas,
    assignment: str,
    notebook: str,
    question: str,
) -> Iterator[Answer]:
    """Find the answers to a question.

    Parameters
    ----------
    course : grading.course.directory.Course
    gradebook : nbgrader.api.Gradebook
    formulas : grading.nbgrader.formulas.Formulas
        Of the page on which they are shown.
    assignment, notebook, question : str
    """
    handed_in = gradebook.notebook_submissions(notebook, assignment)
    for submission in sorted(handed_in, key=lambda each: each.id):
        path = course.autograded_path(assignment, submission.student.id, notebook)
        cell = _answer_in(path, question)
        grade = next((grade for grade in submission.grades if grade.name == question), None)
        if cell is None or grade is None:
            continue
        comment = next(c for c in submission.comments if c.name == question)
        yield Answer(
            submission.id,
            rendered(cell, formulas),
            grade.id,
            grade.manual_score if grade.manual_score is not None else grade.auto_score,
            grade.max_score,
            grade.needs_manual_grade,
            comment.id,
            comment.comment or "",
        )


def rendered(cell: NotebookNode, formulas: Formulas) -> str:
    """Render an answer: what stands in it as words, and nothing that acts."""
    mark_what_stays_as_typed(nbformat.v4.new_notebook(cells=[cell]))
    if cell.cell_type != "markdown":
        return f"<pre>{escape(cell.source)}</pre>"
    return clean_html(markdown(cell, cell.source, formulas))


def _answer_in(path: Path, question: str) -> NotebookNode | None:
    if not path.is_file():
        return None
    cells = nbformat.read(path, as_version=4).cells
    return next((cell for cell in cells if marks_of(cell).get("grade_id") == question), None)
