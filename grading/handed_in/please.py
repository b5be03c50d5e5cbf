"""Please look: a line by which a student asks for a person.

It stands in the cell of an answer or below it, as a comment or, in a text, as a line of its own:

    # please look: the numbers are right, only the order of the rows is another one

It asks, and changes nothing: a notebook with such lines has the same answers as one without.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from nbformat import NotebookNode

from grading.words.cells import answer_of, role_of
from grading.words.seeds import digest

ASKS = {
    "code": re.compile(r"^[ \t]*#+[ \t]*please look\b[ \t:,.–-]*(.*)$", re.I | re.M),
    "markdown": re.compile(r"^[ \t>*#-]*please look\b[ \t:,.*–-]*(.*)$", re.I | re.M),
}
SHORT = 300  # characters of what is asked
NO_WORDS = "(no words)"


class Cell(Protocol):
    """A cell as it was handed in."""

    @property
    def kind(self) -> str:
        """One of 'code', 'markdown' and 'raw'."""

    @property
    def source(self) -> str:
        """Its text."""


def asked_in(
    cells: Iterable[Cell], claims: Mapping[int, str], released: NotebookNode
) -> dict[str, str]:
    """Find what a student asks a person to look at: from the name of a question to the sentence.

    Parameters
    ----------
    cells : iterable of HandedInCell
    claims : mapping
        From the place of a cell to the name of the released one that it is.
    released : nbformat.NotebookNode
    """
    texts = {cell.id: cell.source for cell in released.cells}
    roles = {cell.id: role_of(cell) for cell in released.cells}
    questions = [name for name, role in roles.items() if role in ("answer", "written")]
    question = next(iter(questions), "")
    found: dict[str, list[str]] = {}
    for place, cell in enumerate(cells):
        name = claims.get(place, "")
        about = answer_of(name) if roles.get(name) == "check" else name
        question = about if about in questions else question
        for line in ASKS["code" if cell.kind == "code" else "markdown"].finditer(cell.source):
            if question and line[0] not in texts.get(name, ""):
                found.setdefault(question, []).append(line[1].strip() or NO_WORDS)
    return {question: " ".join(said)[:SHORT] for question, said in found.items()}


def remark_on(question: str, said: str) -> str:
    """Write the remark by which a marker is told."""
    return f"{question}: the student asks a person to look: “{said}”"


def answers_digest(notebook: NotebookNode) -> str:
    """Digest what a rebuilt notebook answers, whatever it asks and however its lines are spaced."""
    parts = []
    for cell in notebook.cells:
        if cell.metadata.role in ("answer", "written", "try", "added"):
            text = ASKS[cell.cell_type].sub("", cell.source)
            lines = [line.rstrip() for line in text.split("\n") if line.strip()]
            pictures = digest(repr(sorted(cell.get("attachments", {}).items())))
            if lines or cell.metadata.role != "added":
                name = "" if cell.metadata.role == "added" else cell.id
                parts.append("\n".join([name, cell.cell_type, *lines, pictures]))
    return digest("\0".join(parts))
