"""Which questions of a notebook are answered, and which are as they were released."""

from nbformat import NotebookNode

from grading.handed_in.halves import plain
from grading.handed_in.match import match
from grading.handed_in.notebook import HandedInCell
from grading.words.cells import QUESTIONS, role_of


def answered(cells: list[HandedInCell] | None, released: NotebookNode) -> int:
    """Count the questions that are answered in a submission; -1 where it is no notebook."""
    if cells is None:
        return -1
    questions = sum(role_of(cell) in QUESTIONS for cell in released.cells)
    return questions - len(unanswered(cells, released))


def unanswered(cells: list[HandedInCell], released: NotebookNode) -> list[str]:
    """Name the questions that are as they were released."""
    sources = match(cells, released).sources
    return [
        cell.id
        for cell in released.cells
        if role_of(cell) in QUESTIONS
        and plain(sources.get(cell.id, cell.source)) == plain(cell.source)
    ]


def damaged(cells: list[HandedInCell], released: NotebookNode) -> list[str]:
    """Name the cells that a student only reads, and that are missing or not as released."""
    sources = {name: cell.source for cell in cells for name in cell.names}
    return [
        cell.id
        for cell in released.cells
        if role_of(cell) in ("locked", "check", "task")
        and plain(sources.get(cell.id, "")) != plain(cell.source)
    ]
