"""Damage drawn at random: what other programs and students' hands do to the cells of a notebook.

Nothing that the student has written is ever taken out; it only stands elsewhere, or as something
else. Each kind changes a notebook, with a generator of random numbers.
"""

from copy import deepcopy

import nbformat

PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def marks(cell):
    return cell.metadata.get("nbgrader") or {}


def answers(notebook):
    """The places of the cells that the student has written into."""
    return [n for n, cell in enumerate(notebook.cells) if marks(cell).get("solution")]


def new_id(draw):
    return f"{draw.getrandbits(32):08x}"


def one_answer(notebook, draw):
    places = answers(notebook) or range(len(notebook.cells))
    return draw.choice(places)


def set_kind(cell, kind):
    cell.cell_type = kind
    for key in ("outputs", "execution_count", "attachments"):
        cell.pop(key, None)
    if kind == "code":
        cell.outputs, cell.execution_count = [], None


def retype(notebook, draw):
    cell = notebook.cells[one_answer(notebook, draw)]
    set_kind(cell, draw.choice([k for k in ("code", "markdown", "raw") if k != cell.cell_type]))


def split(notebook, draw):
    """Split an answer, as an editor does: the second half has the same marks, or none."""
    place = one_answer(notebook, draw)
    cell = notebook.cells[place]
    lines = cell.source.split("\n")
    at = draw.randrange(1, len(lines)) if len(lines) > 1 else 1
    second = deepcopy(cell)
    second.id = new_id(draw)
    if draw.random() < 0.5:
        second.metadata = nbformat.NotebookNode()
    cell.source, second.source = "\n".join(lines[:at]), "\n".join(lines[at:])
    notebook.cells.insert(place + 1, second)


def merge(notebook, draw):
    """Merge an answer with the cell above or below, which keeps the marks of the upper one."""
    place = one_answer(notebook, draw)
    upper = max(0, min(place - draw.randrange(2), len(notebook.cells) - 2))
    lower = notebook.cells.pop(upper + 1)
    notebook.cells[upper].source += "\n\n" + lower.source


def recreate(notebook, draw):
    """Type an answer anew, in its place or below the cell that is as it was released."""
    place = one_answer(notebook, draw)
    cell = notebook.cells[place]
    fresh = deepcopy(cell)
    fresh.id, fresh.metadata = new_id(draw), nbformat.NotebookNode()
    notebook.cells.insert(place, fresh)
    stub = RELEASED.get(cell.id)
    if draw.random() < 0.5 or stub is None:
        notebook.cells.pop(place + 1)
    else:
        notebook.cells[place + 1].source = stub
        notebook.cells[place : place + 2] = reversed(notebook.cells[place : place + 2])


def strip(notebook, draw):
    """Lose metadata, of one cell or of all; ids too, or not."""
    ids = draw.random() < 0.5
    cells = notebook.cells if draw.random() < 0.5 else [draw.choice(notebook.cells)]
    for cell in cells:
        cell.metadata = nbformat.NotebookNode()
        if ids:
            cell.id = new_id(draw)


def rename(notebook, draw):
    """Give cells other ids, or other names in nbgrader's marks."""
    for cell in notebook.cells if draw.random() < 0.5 else [draw.choice(notebook.cells)]:
        cell.id = new_id(draw)
        if marks(cell) and draw.random() < 0.3:
            cell.metadata.nbgrader.grade_id += draw.choice(["-copy1", "_2", " "])


def attach(notebook, draw):
    cell = notebook.cells[one_answer(notebook, draw)]
    cell.attachments = {"p.png": {"image/png": PICTURE}}
    if cell.cell_type != "code":
        cell.source += draw.choice(["\n\n![p](attachment:p.png)", "\n\n![p](attachment:q.png)"])


def reorder(notebook, draw):
    """Move a cell, or all of them."""
    how = draw.random()
    if how < 0.2:
        notebook.cells.reverse()
    elif how < 0.3:
        draw.shuffle(notebook.cells)
    else:
        cell = notebook.cells.pop(one_answer(notebook, draw))
        notebook.cells.insert(draw.randrange(len(notebook.cells) + 1), cell)


def duplicate(notebook, draw):
    """Copy an answer, as it is or as it was released, to beside it or far from it."""
    place = one_answer(notebook, draw)
    copy = deepcopy(notebook.cells[place])
    if draw.random() < 0.5:
        copy.source = RELEASED.get(copy.id, copy.source)
    if draw.random() < 0.7:
        copy.id = new_id(draw)
    there = draw.choice([place, place + 1, draw.randrange(len(notebook.cells) + 1)])
    notebook.cells.insert(there, copy)


RELEASED = {}  # the text of each cell as it was released: what a stub is
KINDS = (retype, split, merge, recreate, strip, rename, attach, reorder, duplicate)


def damaged(notebook, released, draw):
    """A damaged copy, by one kind or two; and their names."""
    RELEASED.clear()
    RELEASED.update((cell.id, cell.source) for cell in released.cells)
    notebook = deepcopy(notebook)
    kinds = draw.choices(KINDS, k=draw.choice([1, 2]))
    for kind in kinds:
        kind(notebook, draw)
    return notebook, " and ".join(kind.__name__ for kind in kinds)
