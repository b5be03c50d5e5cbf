"""Misconceptions by name: the sentences of an assignment's `:mistakes:`, found in the reasons."""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from nbformat import NotebookNode

from grading.words.cells import answer_of, role_of
from grading.words.plain import is_plain
from grading.words.properties import mistakes_in

SAID = " is not right: "  # what stands before the sentence in a reason
CUT = "…"


class Mistake(NamedTuple):
    """A known mistake: of which answer, and the sentence that says what it is."""

    answer: str
    sentence: str


class Mistakes:
    """Counts by how many students each known mistake was made.

    Only the sentences of the assignment count: what else stands in a reason may be a student's.

    Parameters
    ----------
    source : nbformat.NotebookNode
        The instructor's notebook.
    """

    def __init__(self, source: NotebookNode) -> None:
        self._known = {
            answer_of(cell.id): list(_sentences(mistakes_in(cell.source)))
            for cell in source.cells
            if role_of(cell) == "check" and not is_plain(source)
        }
        self.made: Counter[Mistake] = Counter()

    def count(self, checks: dict[str, Any]) -> list[Mistake]:
        """Count what a submission shows, each mistake once; they are given back."""
        found = {
            Mistake(answer, sentence)
            for answer, check in checks.items()
            for reason in check["properties"].values()
            if reason is not True
            for sentence in self._known.get(answer, [])
            if _says(reason, sentence)
        }
        self.made.update(found)
        return sorted(found)


def _says(reason: str, sentence: str) -> bool:
    said = reason.rpartition(SAID)[2] if SAID in reason else ""
    return said == sentence or (said.endswith(CUT) and sentence.startswith(said[:-1] or CUT))


def _sentences(program: ast.Module) -> Iterator[str]:
    for node in ast.walk(program):
        if isinstance(node, ast.FunctionDef) and (sentence := ast.get_docstring(node)):
            yield " ".join(sentence.split())
