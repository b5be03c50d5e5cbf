"""Rebuild: from whatever was handed in to a valid notebook that can be graded.

The notebook starts as the released one. From the submission comes source text alone: the answers,
wherever they were found, and cells that the student added, where they stand.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from grading.handed_in.match import Matched, match
from grading.handed_in.notebook import BROKEN, HandedInCell, read_cells
from grading.handed_in.pictures import Pictures, with_pictures
from grading.handed_in.please import remark_on
from grading.words.cells import role_of

# Lines that install, load extensions, or ask for windows.
ENVIRONMENT = re.compile(
    r"^([ \t]*)(?:%(?:conda|pip|mamba|load_ext|reload_ext|autoreload|env)\b"
    r"|%matplotlib[ \t]+(?!inline)"
    r"|!(?:pip3?|conda|mamba|apt|apt-get|python3?[ ]-m[ ]pip)\b).*$",
    re.M,
)
MANY = 10  # remarks of one kind


@dataclass
class Rebuilt:
    """A valid notebook, remarks on what had to be mended, why a person has to look."""

    notebook: NotebookNode
    remarks: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    asks: dict[str, str] = field(default_factory=dict)  # what the student wants looked at


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
    found = match(cells, released) if cells is not None else Matched()
    if cells is None and submission is not None and submission.strip():
        found.waits.append(remarks[-1])
    if any(remark.startswith(BROKEN) for remark in remarks) and found.missing:
        found.waits.append(f"{BROKEN}, and {', '.join(found.missing)} may be lost")
    rebuilt = put_together(found, released)
    skipped: list[str] = []
    for cell in rebuilt.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.source = without_environment(cell.source, skipped)
    found.remarks += [f"left out when graded: {line}" for line in skipped[:MANY]]
    nbformat.validate(rebuilt)
    asks = [remark_on(*asked) for asked in found.asks.items()]
    remarks = list(dict.fromkeys([*remarks, *found.remarks, *asks]))
    return Rebuilt(rebuilt, remarks, found.waits, found.asks)


def put_together(found: Matched, released: NotebookNode) -> NotebookNode:
    """Put what was found into the released notebook; remarks on pictures are added to it."""
    whole = nbformat.v4.new_notebook(metadata=deepcopy(released.metadata))
    first = found.left.get(None, [])
    whole.cells = [_added_cell(n, cell, found.remarks) for n, cell in enumerate(first)]
    for cell in released.cells:
        cell = deepcopy(cell)
        cell.metadata["role"] = role_of(cell)
        if cell.metadata["role"] in ("answer", "written", "try"):
            source = found.sources.get(cell.id, cell.source)
            _fill(cell, source, found.pictures.get(cell.id, {}), found.remarks)
        whole.cells.append(cell)
        start = len(whole.cells)
        more = found.left.get(cell.id, [])
        whole.cells += [
            _added_cell(start + n, other, found.remarks) for n, other in enumerate(more)
        ]
    return whole


def without_environment(source: str, skipped: list[str]) -> str:
    """Take out of a cell what changes the environment, which is another one in grading."""

    def passed(found: re.Match[str]) -> str:
        skipped.append(found[0].strip())
        return f"{found[1]}pass"

    return ENVIRONMENT.sub(passed, source)


def _added_cell(number: int, cell: HandedInCell, remarks: list[str]) -> NotebookNode:
    marks = {"id": f"added-{number}", "metadata": {"role": "added"}}
    if cell.kind == "code":
        return nbformat.v4.new_code_cell(cell.source, **marks)
    made = nbformat.v4.new_markdown_cell(**marks)
    _fill(made, cell.source, cell.pictures, remarks)
    return made


def _fill(cell: NotebookNode, source: str, pictures: Pictures, remarks: list[str]) -> None:
    """Put a source into a cell, and into a text its pictures."""
    cell.source = source
    if cell.cell_type == "markdown":
        cell.source, kept = with_pictures(source, pictures, remarks)
        if kept:
            cell.attachments = nbformat.from_dict(kept)
