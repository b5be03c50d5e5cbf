"""The reference answers of an assignment, for students; what is hidden in checks stays hidden."""

from copy import deepcopy

from nbformat import NotebookNode

from grading.words.cells import role_of
from grading.writing.markers import BEGIN_SOLUTION, END_SOLUTION


def solution_of(source: NotebookNode, released: NotebookNode) -> NotebookNode:
    """Put the reference answers, in code and in words, into the notebook that students got.

    Parameters
    ----------
    source, released : nbformat.NotebookNode
        The instructor's notebook, and the one that students got: only answers are taken from
        the first, so no check can show what the second does not.
    """
    cells = {cell.id: cell for cell in source.cells}
    notebook = deepcopy(released)
    for cell in notebook.cells:
        if role_of(cell) in ("answer", "written"):
            cell.source = reference_answer(cells[cell.id])
    return notebook


def reference_answer(cell: NotebookNode) -> str:
    """Read an answer of the instructor's; one in words says how it is marked."""
    lines = cell.source.split("\n")
    kept = [line for line in lines if line.strip() not in (BEGIN_SOLUTION, END_SOLUTION)]
    return "\n".join(kept).strip("\n")
