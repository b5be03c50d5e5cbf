"""Named properties: what has to hold, and a report of what does.

A check lists its properties. All of them run, whichever fail, and a last line reports.
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from types import FrameType, FunctionType, TracebackType
from typing import Any

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer, on_copies
from course_lib.checks.contracts import Contract
from course_lib.checks.expected import Known, expecting, unpacked


@dataclass
class Result:
    """What became of a property: the reason of its failure, or None if it holds."""

    failure: str | None = "it did not run to its end"
    essential: bool = False


@dataclass
class Cell:
    """What one cell has said: its answers' contracts, how it is graded, what its properties did."""

    contracts: dict[str, Contract] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)  # the names of the notebook
    points: float = 0
    hidden: int = 0  # properties that are tried only when it is graded
    known: dict[str, Any] = field(default_factory=dict)  # of the right values
    results: dict[str, Result] = field(default_factory=dict)

    def range(self) -> str:
        """Say between which points the grade will lie."""
        held = sum(result.failure is None for result in self.results.values())
        lost = any(r.essential and r.failure is not None for r in self.results.values())
        share = 0 if lost else self.points / (len(self.results) + self.hidden)
        least, most = (f"{share * n:.3g}" for n in (held, held + self.hidden))
        of = f"of {self.points:g} points"
        if least == most:
            return f"{least} {of}"
        more = "1 more property is" if self.hidden == 1 else f"{self.hidden} more properties are"
        return f"from {least} to {most} {of}: {more} tried when it is graded"


class CheckFailed(AssertionError):
    """Properties of a check fail; a notebook shows this one line, and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


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
        frame = sys._getframe(1)
        self._cells[frame.f_code.co_filename] = Cell(contract, dict(frame.f_globals))

    def graded(self, points: float, hidden: int = 0, known: str = "") -> None:
        """Say how a check is graded, so that its report can foretell the points.

        Parameters
        ----------
        points : float
        hidden : int
            How many properties are tried only when it is graded.
        known : str
            What is known of the right values, as `packed` has made it.
        """
        cell = self._cells[sys._getframe(1).f_code.co_filename]
        cell.points, cell.hidden = points, hidden
        cell.known = unpacked(known) if known else {}

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
        """Print what holds and what fails in this cell, and raise once if anything fails.

        The names that the check has used are what they were before.
        """
        frame = sys._getframe(1)
        cell = self._cells.pop(frame.f_code.co_filename, Cell())
        if not cell.results:
            raise RuntimeError("no property has run in this cell: run the whole cell")
        if cell.before:
            _restore(frame.f_globals, cell.before)
        for name, result in cell.results.items():
            if result.failure is None:
                print(f"holds: {name}")
            else:
                print(f"fails: {name} – {result.failure}")
                if result.essential:
                    print("       (essential: without it the check earns no points)")
        if cell.points:
            print(cell.range())
        failed = [name for name, result in cell.results.items() if result.failure is not None]
        if failed:
            raise CheckFailed(f"{len(failed)} of {len(cell.results)} fail: {'; '.join(failed)}")


class Property:
    """One property while it runs: its answers are taken in, its failure is kept."""

    def __init__(
        self, cell: Cell, name: str, essential: bool, seed: Sequence[int], frame: FrameType
    ) -> None:
        self._cell, self._name, self._seed = cell, name, seed
        self._names, self._check = frame.f_globals, frame.f_code
        self._result = Result(essential=essential)
        self._students: dict[str, Any] = {}  # the answers, while ours stand in their places
        known = cell.known
        calls = known.get("calls", {}).get(name, [])
        self._expecting = expecting(Known(calls, known.get("sentences", [])))

    def __enter__(self) -> np.random.Generator:
        # Failed until it has run to its end. An earlier result of that name goes to the back.
        self._cell.results.pop(self._name, None)
        self._cell.results[self._name] = self._result
        changes.forget()
        self._expecting.__enter__()
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
            ours = dict(self._names)

            def called_back(value: Any) -> Any:
                """Let a function of the check's that the answer is given have the check's names."""
                if not isinstance(value, FunctionType) or value.__globals__ is not self._names:
                    return value
                return wraps(value)(_with(self._names, ours, value))

            named = {name: called_back(value) for name, value in kwargs.items()}
            return _with(self._names, self._cell.before, students)(*map(called_back, args), **named)

        return Answer(on_copies(alone), name, contract)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self._expecting.__exit__(None, None, None)
        self._names.update(self._students)
        if error is None:
            self._result.failure = None
        elif isinstance(error, Exception):
            self._result.failure = _reason(error, self._line_of(traceback))
        return isinstance(error, Exception)  # a KeyboardInterrupt goes on

    def _line_of(self, traceback: TracebackType | None) -> str:
        """Find the line of the student's cells that raised an error; empty if it was none."""
        found = ""
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if traceback.tb_frame.f_globals is self._names and code is not self._check:
                line = linecache.getline(code.co_filename, traceback.tb_lineno).strip()
                found = f", in line {traceback.tb_lineno} of its cell: {line}" if line else ""
            traceback = traceback.tb_next
        return found


def _with(
    names: dict[str, Any], others: dict[str, Any], function: Callable[..., Any]
) -> Callable[..., Any]:
    """Let a function find these names while it runs; what it makes of them is remembered."""

    def call(*args: Any, **kwargs: Any) -> Any:
        before = {name: names[name] for name in others.keys() & names.keys()}
        names.update(others)
        try:
            return function(*args, **kwargs)
        finally:
            others.update((name, names[name]) for name in others.keys() & names.keys())
            names.update(before)

    return call


def _restore(names: dict[str, Any], before: dict[str, Any]) -> None:
    """Give names the values that they had before, and take away those that were not there."""
    for name in names.keys() - before.keys():
        del names[name]
    names.update(before)


def _reason(error: Exception, where: str, longest: int = 300) -> str:
    """Say a failure in one plain sentence; `where` says which line raised it."""
    text = " ".join(str(error).split())
    if isinstance(error, AssertionError):
        text = text or "it does not hold"
    else:
        text = f"it raised {type(error).__name__}" + (f": {text}" if text else "")
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return text if isinstance(error, AssertionError) else text + where


_public = Report()
prop = _public.prop
report = _public.report
returns = _public.returns
graded = _public.graded
