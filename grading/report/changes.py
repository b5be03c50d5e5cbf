"""What changed: each student's last grading beside the one before."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from grading.report.gradings import Grading, Line

CAUSES = {  # what two lines of the log differ in -> what that means
    "submission_digest": "handed in again",
    "checks_digest": "other checks",
    "numpy": "another numpy",
    "python": "another Python",
}
SAME = "the same submission and checks"


class Change(NamedTuple):
    """The points of the checks, before and after, and in what the two gradings differ."""

    before: float
    after: float
    cause: str


class Turned(NamedTuple):
    """A property that holds where it failed, or fails where it held."""

    check: str
    name: str
    holds: bool


@dataclass
class Changes:
    """Counts what changed in a class."""

    regraded: int = 0
    gained: int = 0
    lost: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    turned: Counter[Turned] = field(default_factory=Counter)

    def count(self, grading: Grading) -> Change | None:
        """Count a submission; its change, if its points or properties are others than before."""
        last, before = grading
        if before is None:
            return None
        self.regraded += 1
        turned = [
            Turned(check, name, held)
            for (check, name), held in _held(last).items()
            if _held(before).get((check, name), held) is not held
        ]
        if last["score"] == before["score"] and not turned:
            return None
        self.turned.update(turned)
        self.gained += last["score"] > before["score"]
        self.lost += last["score"] < before["score"]
        differs = [word for fact, word in CAUSES.items() if last.get(fact) != before.get(fact)] or [
            SAME
        ]
        self.causes.update(differs)
        return Change(before["score"], last["score"], ", ".join(differs))


def _held(line: Line) -> dict[tuple[str, str], bool]:
    return {
        (check, name): result is True
        for check, found in line["checks"].items()
        for name, result in found["properties"].items()
    }
