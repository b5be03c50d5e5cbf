"""Named properties: what has to hold, and a report of what does.

A check lists its properties. All of them run, whichever fail, and a last line reports.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer, on_copies
from course_lib.checks.contracts import Contract


@dataclass
class Result:
    """What became of a property: the reason of its failure, or None if it holds."""

    failure: str | None = "it did not run to its end"
    essential: bool = False


@dataclass
class Cell:
    """What one cell has said: its answers' contracts, and the results of its properties."""

    contracts: dict[str, Contract] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)


def public_seed(name: str) -> list[int]:
    """Return the seed of a property in a notebook: the bytes of its name.

    >>> public_seed("no")
    [110, 111]
    """
    return list(name.encode())


class Report:
    """The results of properties, for each cell apart.

    Parameters
    ----------
    seed_of : function of str
        From a property's name to the seed of its random numbers.
    """

    def __init__(self, seed_of: Callable[[str], Sequence[int]] = public_seed) -> None:
        self.seed_of = seed_of
        self._cells: dict[str, Cell] = {}  # by the file name of the cell

    @property
    def results(self) -> dict[str, Result]:
        """All results, name -> Result, in the order in which the properties ran."""
        return {name: r for cell in self._cells.values() for name, r in cell.results.items()}

    def returns(self, **contracts: str) -> None:
        """Begin a check: say what comes back from the answers that it calls, by their names.

        In its properties an answer then works on copies, and what it gives back is taken in as in
        grading.

        Raises
        ------
        ValueError
            If a contract cannot be read.
        """
        contract = {name: Contract(text) for name, text in contracts.items()}
        self._cells[sys._getframe(1).f_code.co_filename] = Cell(contract)

    def prop(self, name: str, essential: bool = False) -> Property:
        """Open a property, with ``with``, which gives a random number generator of its own.

        Parameters
        ----------
        name : str
            A sentence that says what holds. Running it again replaces the earlier result.
        essential : bool
            Whether the whole check earns nothing if this fails.
        """
        frame = sys._getframe(1)
        cell = self._cells.setdefault(frame.f_code.co_filename, Cell())
        return Property(cell, name, essential, self.seed_of(name), frame)

    def report(self) -> None:
        """Print what holds and what fails in this cell, and raise once if anything fails."""
        cell = self._cells.pop(sys._getframe(1).f_code.co_filename, Cell())
        if not cell.results:
            raise RuntimeError("no property has run in this cell: run the whole cell")
        for name, result in cell.results.items():
            if result.failure is None:
                print(f"holds: {name}")
            else:
                print(f"fails: {name} – {result.failure}")
        failed = [name for name, result in cell.results.items() if result.failure is not None]
        if failed:
            raise AssertionError(f"{len(failed)} of {len(cell.results)} fail: {'; '.join(failed)}")


class Property:
    """One property while it runs: its answers are taken in, its failure is kept."""

    def __init__(
        self, cell: Cell, name: str, essential: bool, seed: Sequence[int], frame: FrameType
    ) -> None:
        self._cell, self._name, self._seed = cell, name, seed
        self._names = frame.f_globals
        self._result = Result(essential=essential)
        self._students: dict[str, Any] = {}  # the answers, while ours stand in their places

    def __enter__(self) -> np.random.Generator:
        # Failed until it has run to its end. An earlier result of that name goes to the back.
        self._cell.results.pop(self._name, None)
        self._cell.results[self._name] = self._result
        changes.forget()
        for name, contract in self._cell.contracts.items():
            if name in self._names:
                self._students[name] = self._names[name]
                self._names[name] = self._taken_in(name, contract)
        return np.random.default_rng(self._seed)

    def _taken_in(self, name: str, contract: Contract) -> Answer:
        """Make an answer as checks call it; while it runs, it finds itself under its name."""
        students = self._students[name]
        if not callable(students):
            return Answer(students, name, contract)

        def alone(*args: Any, **kwargs: Any) -> Any:
            ours = {other: self._names[other] for other in self._students}
            self._names.update(self._students)
            try:
                return students(*args, **kwargs)
            finally:
                self._names.update(ours)

        return Answer(on_copies(alone), name, contract)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self._names.update(self._students)
        if error is None:
            self._result.failure = None
        elif isinstance(error, Exception):
            self._result.failure = _reason(error)
        return isinstance(error, Exception)  # a KeyboardInterrupt goes on


def _reason(error: Exception, longest: int = 300) -> str:
    """Say a failure in one plain sentence."""
    text = " ".join(str(error).split())
    if not isinstance(error, AssertionError):
        text = f"it raised {type(error).__name__}" + (f": {text}" if text else "")
    text = text or "it does not hold"
    return text if len(text) <= longest else text[: longest - 1] + "…"


_public = Report()
prop = _public.prop
report = _public.report
returns = _public.returns
