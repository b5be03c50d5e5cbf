"""Restore: a student's notebook as it was released, with the student's answers in it.

What was deleted or changed of the rest is there again, and cells that the student added stay.
"""

from copy import deepcopy

import nbformat
from nbformat import NotebookNode

from grading.handed_in.match import match
from grading.handed_in.notebook import read_cells
from grading.handed_in.rebuild import put_together


def restore(work: bytes, released: NotebookNode) -> NotebookNode | None:
    """Make the notebook; None where nothing in the file can be read.

    Parameters
    ----------
    work : bytes
        The student's file.
    released : nbformat.NotebookNode
        The notebook that students got.
    """
    cells = read_cells(work, [])
    if cells is None:
        return None
    whole = put_together(match(cells, released), deepcopy(released))
    for cell in whole.cells:
        del cell.metadata["role"]  # the grader's
    nbformat.validate(whole)
    return whole
