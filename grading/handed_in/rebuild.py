"""Rebuild: from whatever was handed in to a valid notebook that can be graded.

The notebook starts as the released one. From the submission comes source text alone: answers by
their name, and cells that the student added, where they stand.
"""

from copy import deepcopy
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from grading.handed_in.notebook import read_cells
from grading.words.cells import role_of


@dataclass
class Rebuilt:
    """A valid notebook, and remarks on what had to be mended, in plain words."""

    notebook: NotebookNode
    remarks: list[str] = field(default_factory=list)


def rebuild(submission: bytes | None, released: NotebookNode) -> Rebuilt:
    """Make a notebook with the released cells and the submission's answers.

    Parameters
    ----------
    submission : bytes or None
        The notebook file that was handed in; None if there is none.
    released : nbformat.NotebookNode
        The notebook that students got.

    Returns
    -------
    Rebuilt
        Whatever the submission looks like. In its notebook each cell's ``metadata.role`` says
        what it is: 'answer', 'written', 'check', 'locked', 'try' or 'added'.
    """
    remarks: list[str] = []
    cells = read_cells(submission, remarks)
    readable, cells = cells is not None, cells or []
    known = {cell.id: cell for cell in released.cells}
    answers: dict[str, str] = {}
    added: dict[str | None, list[tuple[str, str]]] = {None: []}  # by the cell that they follow
    here = None
    for kind, name, source in cells:
        if name and name in known and name not in answers and kind == known[name].cell_type:
            answers[name] = source
            here = name
        elif source.strip():
            if name in known:
                remarks.append(f"{name} comes twice or as another kind of cell: the first counts")
            added.setdefault(here, []).append((kind, source))

    rebuilt = nbformat.v4.new_notebook(metadata=deepcopy(released.metadata))
    rebuilt.cells = [_added_cell(n, *cell) for n, cell in enumerate(added[None])]
    for cell in released.cells:
        cell = deepcopy(cell)
        cell.metadata["role"] = role_of(cell)
        if cell.metadata["role"] in ("answer", "written", "try"):
            if cell.id in answers:
                cell.source = answers[cell.id]
            elif readable and cell.metadata["role"] != "try":
                remarks.append(f"{cell.id} is missing: it is graded as it was released")
        rebuilt.cells.append(cell)
        start = len(rebuilt.cells)
        rebuilt.cells += [
            _added_cell(start + n, *more) for n, more in enumerate(added.get(cell.id, []))
        ]
    for cell in rebuilt.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.validate(rebuilt)
    return Rebuilt(rebuilt, list(dict.fromkeys(remarks)))


def _added_cell(number: int, kind: str, source: str) -> NotebookNode:
    marks = {"id": f"added-{number}", "metadata": {"role": "added"}}
    if kind == "code":
        return nbformat.v4.new_code_cell(source, **marks)
    return nbformat.v4.new_markdown_cell(source, **marks)
