"""Formgrader's page of a submission, with the marking scheme below each written answer.

The scheme is what the instructor's notebook holds as that answer. Feedback is another page.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.course.directory import Course
from grading.nbgrader.formgrader.pages import BOOTSTRAP
from grading.nbgrader.page import SHEET, Page
from grading.words.cells import marks_of, role_of
from grading.words.errors import CourseError
from grading.words.look import dressed
from grading.writing.solution import reference_answer

HEADING = "**Marking scheme**"


class MarkingPage(Page):
    """The page on which submissions are marked."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """Make the page."""
        told = resources or {}
        if "assignment_id" in told:
            root = Path(self.config.CourseDirectory.root)
            schemes = schemes_of(Course(root), told["assignment_id"], told["notebook_id"])
            nb.cells = [each for cell in nb.cells for each in (cell, *_below(cell, schemes))]
        page, resources = super().from_notebook_node(nb, resources, **options)
        return dressed(page, SHEET, BOOTSTRAP), resources


def schemes_of(course: Course, assignment: str, notebook: str) -> dict[str, str]:
    """Find the marking scheme of each answer that a person marks, by the cell's name.

    There is none where the course has no such assignment any more.
    """
    try:
        source = course.versions(assignment, notebook).source
    except CourseError:
        return {}
    return {cell.id: reference_answer(cell) for cell in source.cells if role_of(cell) == "written"}


def _below(cell: NotebookNode, schemes: dict[str, str]) -> list[NotebookNode]:
    scheme = schemes.get(marks_of(cell).get("grade_id", ""), "")
    if not scheme:
        return []
    lines = [HEADING, "", *scheme.split("\n")]
    return [nbformat.v4.new_markdown_cell("\n".join(f"> {line}" for line in lines))]
