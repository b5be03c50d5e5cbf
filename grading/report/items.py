"""How hard each property is, and whether it tells the stronger from the weaker: from sums alone.

*Pass rate* is the share of all submissions for which a property holds. *Difficulty* is the share,
among those who changed the answer at all, for which it fails. *Discrimination* is the
point-biserial correlation, over all submissions, between holding (0 or 1) and the rest of the
score: the points of all other properties that hold, each with its share of its check's points.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from grading.words.cells import answer_of
from grading.words.plain import is_plain, properties_of, tests_of

FEWEST = 30  # submissions: with fewer the error of a correlation is 0.18 and more
FEWEST_EACH = 5  # for which it holds, and for which it fails


@dataclass
class Item:
    """One property, and what has been counted of it.

    Parameters
    ----------
    check : str
        The answer that it is of.
    name : str
    hidden, essential : bool
    share : float
        Of the points of its check.
    """

    check: str
    name: str
    hidden: bool
    essential: bool
    share: float
    asked: int = 0
    held: int = 0
    tried: int = 0  # by those who changed the answer
    tried_and_held: int = 0
    _rest: float = 0.0  # sums over all: of the rest of the score,
    _rest_squared: float = 0.0
    _rest_where_held: float = 0.0  # and where it holds

    def count(self, held: bool, tried: bool, points: float) -> None:
        """Count a submission.

        Parameters
        ----------
        held : bool
        tried : bool
            Whether the student changed the answer.
        points : float
            The shares of all properties that hold, this one among them.
        """
        rest = points - self.share * held
        self.asked += 1
        self.held += held
        self.tried += tried
        self.tried_and_held += tried and held
        self._rest += rest
        self._rest_squared += rest * rest
        self._rest_where_held += rest * held

    @property
    def pass_rate(self) -> float | None:
        """The share of submissions for which it holds; None without one."""
        return self.held / self.asked if self.asked else None

    @property
    def difficulty(self) -> float | None:
        """The share that fails, of those who changed the answer; None without one."""
        return 1 - self.tried_and_held / self.tried if self.tried else None

    @property
    def discrimination(self) -> float | None:
        """The point-biserial correlation with the rest, -1 to 1; None where it would mean nothing.

        That is with fewer than `FEWEST` submissions, or fewer than `FEWEST_EACH` on either side, or
        where the rest is the same for all.
        """
        n, held = self.asked, self.held
        if n < FEWEST or min(held, n - held) < FEWEST_EACH:
            return None
        variance = n * self._rest_squared - self._rest**2
        if variance <= 1e-9 * n * self._rest_squared:
            return None
        covariance = n * self._rest_where_held - held * self._rest
        return covariance / math.sqrt(variance * held * (n - held))


def items_of(source: NotebookNode) -> list[Item]:
    """List the properties of an assignment, in the order of its notebook."""
    items = []
    for cell in tests_of(source):
        found = properties_of(cell, source)
        share = cell.metadata.nbgrader.points / len(found)
        name = cell.id if is_plain(source) else answer_of(cell.id)
        items += [Item(name, p.name, p.hidden, p.essential, share) for p in found]
    return items


def count(items: Iterable[Item], checks: dict[str, Any], untouched: set[str]) -> None:
    """Count a submission for all properties that it was asked.

    Parameters
    ----------
    items : iterable of Item
    checks : dict
        What the log holds of its checks.
    untouched : set of str
        The answers that are as they were released.
    """
    asked = [
        (item, checks[item.check]["properties"][item.name] is True)
        for item in items
        if item.name in checks.get(item.check, {}).get("properties", {})
    ]
    points = sum(item.share for item, held in asked if held)
    for item, held in asked:
        item.count(held, item.check not in untouched, points)
