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
    answers = {cell.id: cell.source for cell in source.cells}
    notebook = deepcopy(released)
    for cell in notebook.cells:
        if role_of(cell) in ("answer", "written"):
            lines = answers[cell.id].split("\n")
            kept = [x for x in lines if x.strip() not in (BEGIN_SOLUTION, END_SOLUTION)]
            cell.source = "\n".join(kept).strip("\n")
    return notebook
