"""Answers alike in structure, so that one comment serves many."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from grading.report.entries import Student
from grading.report.gradings import Line
from grading.words.cells import role_of
from grading.words.structure import structure_of

SHOWN = 5  # groups of an answer
MOST = 2_000  # characters of an example


@dataclass
class Group:
    """Answers of one structure: how many, their points together, and one of those who wrote it."""

    number: int
    example: Student
    size: int = 0
    points: float = 0.0


class Shown(NamedTuple):
    """A group as it is shown."""

    number: int
    size: int
    points: float  # on average
    student: Student  # who wrote the example
    source: str


class Groups:
    """Groups the answers of a class.

    Parameters
    ----------
    released : nbformat.NotebookNode
        What students got: an answer that is like it is none.
    """

    def __init__(self, released: NotebookNode) -> None:
        self._untouched = {
            cell.id: structure_of(cell.source)
            for cell in released.cells
            if role_of(cell) == "answer"
        }
        self._groups: dict[str, dict[str, Group]] = {name: {} for name in self._untouched}

    @property
    def names(self) -> list[str]:
        """The answers, in the order of the notebook."""
        return list(self._groups)

    def untouched(self, line: Line) -> set[str]:
        """Find the answers of a submission that are as they were released."""
        found = line.get("structures", {})
        return {
            name for name, empty in self._untouched.items() if empty and found.get(name) == empty
        }

    def count(self, student: Student, line: Line) -> dict[str, int]:
        """Count a submission; the number of the group to which each of its answers belongs."""
        numbers = {}
        untouched = self.untouched(line)
        for name, structure in line.get("structures", {}).items():
            groups = self._groups.get(name)
            if groups is None or not structure or name in untouched:
                continue
            group = groups.setdefault(structure, Group(len(groups) + 1, student))
            group.size += 1
            group.points += line["checks"].get(name, {}).get("score", 0.0)
            numbers[name] = group.number
        return numbers

    def shown(self, graded: Callable[[str], Path], name: str, most: float) -> list[Shown]:
        """Choose the groups of an answer to show: those that lose points first, then the largest.

        Parameters
        ----------
        graded : function of a student's name
            Says where the examples are read.
        name : str
            The answer.
        most : float
            The points of its check.
        """
        several = [group for group in self._groups[name].values() if group.size > 1]
        several.sort(key=lambda group: (group.points >= most * group.size, -group.size))
        return [
            Shown(
                group.number,
                group.size,
                group.points / group.size,
                group.example,
                _source_of(graded(group.example.name), name),
            )
            for group in several[:SHOWN]
        ]

    def alone(self, name: str) -> int:
        """Count the answers that are like no other."""
        return sum(group.size == 1 for group in self._groups[name].values())


def _source_of(graded: Path, name: str) -> str:
    """Read an answer in a graded notebook; empty where that is gone."""
    try:
        cells = json.loads(graded.read_bytes())["cells"]
    except (OSError, ValueError):
        return ""
    source = next((cell["source"] for cell in cells if cell.get("id") == name), "")
    text = source if isinstance(source, str) else "".join(source)
    return text if len(text) <= MOST else text[:MOST] + "\n…"
