"""Cells and their names: what a released cell is, and whose check a check is.

The answer `softmax` has the check `softmax-check`; both are the ids of their cells.
"""

from typing import Any

from nbformat import NotebookNode

CHECK = "-check"
QUESTIONS = ("answer", "written")  # roles of what a student answers
COURSE = "course"  # the notebook's metadata that name the assignment and what it hides


def marks_of(cell: NotebookNode) -> dict[str, Any]:
    """Give nbgrader's metadata of a cell; empty where there are none."""
    return cell.metadata.get("nbgrader") or {}


def role_of(cell: NotebookNode) -> str:
    """Tell what a released cell is: 'answer', 'written', 'check', 'locked', 'task' or 'try'."""
    marks = marks_of(cell)
    if marks.get("solution"):
        return "written" if marks.get("grade") or cell.cell_type == "markdown" else "answer"
    if marks.get("task"):
        return "task"
    if marks.get("grade"):
        return "check"
    return "locked" if marks.get("locked") else "try"


def check_of(answer: str) -> str:
    """Name the check of an answer."""
    return answer + CHECK


def answer_of(check: str) -> str:
    """Name the answer that a check is of."""
    return check.removesuffix(CHECK)


def is_check(name: str) -> bool:
    """Tell whether a cell of that name is a check."""
    return name.endswith(CHECK)
