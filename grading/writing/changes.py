"""An assignment that was changed after submissions: the gradebook follows, marks by hand stay.

nbgrader refuses it, once the folder of the source is overwritten. Here all is looked at first. A
question with another name, whose text is much the same, is the same question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SolutionCell,
    SourceCell,
    TaskCell,
)

from grading.words.cells import marks_of, role_of
from grading.words.errors import AssignmentError

ALIKE = 0.6  # how alike two cells are that may be one

# On a cell of the gradebook.
HANGS_ON = {GradeCell: (Grade,), SolutionCell: (Comment,), TaskCell: (Grade, Comment)}
BY_HAND = {Grade: Grade.manual_score, Comment: Comment.manual_comment}


@dataclass(frozen=True)
class Changes:
    """What is new in an assignment; of cells that are answered or graded, by name."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]
    points: Mapping[str, tuple[float, float]]  # before and now
    by_hand: int  # marks and comments that were given by hand in what is removed

    def lines(self) -> Iterator[str]:
        """Say it, a line for each kind of change."""
        if self.added:
            yield f"new: {', '.join(self.added)}"
        if self.removed:
            yield f"gone: {', '.join(self.removed)}"
        if self.renamed:
            yield f"renamed: {', '.join(f'{old} to {new}' for old, new in self.renamed.items())}"
        for name, (before, now) in self.points.items():
            yield f"{name}: {before:g} points before, {now:g} now"


class Follower:
    """The gradebook of an assignment, which follows a new version of it.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment : str
    old, new : nbformat.NotebookNode
        The instructor's notebooks, or those that students got; the old one is None if it is gone.
    notebook : str, optional
        Which notebook of the assignment; by default the one with its name.
    """

    def __init__(
        self,
        gradebook: Gradebook,
        assignment: str,
        old: NotebookNode | None,
        new: NotebookNode,
        notebook: str = "",
    ) -> None:
        self._db = gradebook.db
        self._old, self._new = old, new
        self._assignment = assignment
        try:
            self._notebook = gradebook.find_notebook(notebook or assignment, assignment)
        except MissingEntry:
            self._notebook = None
        cells = {cell.id: cell for cell in new.cells if role_of(cell) != "try"}
        self._wanted = {
            GradeCell: {n: c for n, c in cells.items() if marks_of(c).get("grade")},
            SolutionCell: {n: c for n, c in cells.items() if marks_of(c).get("solution")},
            TaskCell: {n: c for n, c in cells.items() if marks_of(c).get("task")},
            SourceCell: cells,
        }

    def changes(self) -> Changes | None:
        """Find what is new; None where nobody has handed anything in, or nothing has changed."""
        if self._notebook is None or not self._notebook.submissions:
            return None
        names = [self._known(kind) for kind in HANGS_ON]
        wanted = {n: cell for kind in HANGS_ON for n, cell in self._wanted[kind].items()}
        known = {name: None for cells in names for name in cells}
        removed = [name for name in known if name not in wanted]
        added = [name for name in wanted if name not in known]
        renamed = self._renamed(removed, added)
        points = {}
        for name, cell in (self._known(GradeCell) | self._known(TaskCell)).items():
            now = wanted.get(renamed.get(name, name))
            if now is not None and marks_of(now)["points"] != cell.max_score:
                points[now.id] = cell.max_score, marks_of(now)["points"]
        removed = [name for name in removed if name not in renamed]
        lost = [cell for cells in names for n, cell in cells.items() if n in removed]
        found = Changes(
            tuple(name for name in added if name not in renamed.values()),
            tuple(removed),
            renamed,
            points,
            sum(map(self._by_hand, lost)),
        )
        same = self._known(SourceCell).keys() == self._wanted[SourceCell].keys()
        return None if same and not list(found.lines()) else found

    def check(self, drop: bool) -> None:
        """Refuse to lose what was given by hand, unless that is meant.

        Raises
        ------
        AssignmentError
        """
        found = self.changes()
        if found and found.by_hand and not drop:
            raise AssignmentError(
                f"{self._assignment}: {', '.join(found.removed)} would go, and with it "
                f"{found.by_hand} marks or comments that were given by hand; nothing was written. "
                "See what it means with --preview; with --drop it is done"
            )

    def follow(self) -> None:
        """Change the gradebook, in one transaction: then nbgrader finds the cells that it wants."""
        found = self.changes()
        if found is None:
            return
        for kind, wanted in self._wanted.items():
            known = self._known(kind)
            for old, new in found.renamed.items():
                if old in known and new in wanted:
                    known[new] = known.pop(old)
                    known[new].name = new
            for name in known.keys() - wanted.keys():
                for rows in HANGS_ON.get(kind, ()):
                    self._db.query(rows).filter_by(cell_id=known[name].id).delete()
                self._db.delete(known[name])
            for name in wanted.keys() - known.keys():
                self._db.add(kind(name=name, notebook=self._notebook, **_told(kind, wanted[name])))
        self._db.commit()

    def _known(self, kind: type) -> dict[str, Any]:
        found = self._db.query(kind).filter_by(notebook_id=self._notebook.id)
        return {cell.name: cell for cell in found}

    def _by_hand(self, cell: Any) -> int:
        """Count the marks, or comments, that were given by hand to a cell."""
        return sum(
            self._db.query(kind)
            .filter_by(cell_id=cell.id)
            .filter(BY_HAND[kind].is_not(None))
            .count()
            for kind in HANGS_ON[type(cell)]
        )

    def _renamed(self, removed: list[str], added: list[str]) -> dict[str, str]:
        """Find cells that have another name, and are the same by kind and text."""
        before = {cell.id: cell for cell in self._old.cells} if self._old else {}
        now = {cell.id: cell for cell in self._new.cells}
        pairs = sorted(
            (
                (_likeness(before[old], now[new]), old, new)
                for old in removed
                if old in before
                for new in added
                if _kind(before[old]) == _kind(now[new])
            ),
            reverse=True,
        )
        renamed: dict[str, str] = {}
        for likeness, old, new in pairs:
            if likeness >= ALIKE and old not in renamed and new not in renamed.values():
                renamed[old] = new
        return renamed


def _told(kind: type, cell: NotebookNode) -> dict[str, Any]:
    """Say of a new cell what the gradebook must know."""
    if kind is SolutionCell:
        return {}
    known = {"cell_type": cell.cell_type}
    scored = kind in (GradeCell, TaskCell)
    return known | ({"max_score": marks_of(cell)["points"]} if scored else {})


def _kind(cell: NotebookNode) -> tuple[Any, ...]:
    marks = marks_of(cell)
    return cell.cell_type, marks.get("grade"), marks.get("solution"), marks.get("task")


def _likeness(one: NotebookNode, other: NotebookNode) -> float:
    return SequenceMatcher(None, one.source, other.source, autojunk=False).ratio()
