"""Checks: named properties of an answer.

A check lists what has to hold. All of its properties run, whichever fail, and a last line reports:

>>> def check():
...     with prop("the mean lies between the smallest and the largest number") as rng:
...         x = rng.random(9)
...         assert x.min() <= x.mean() <= x.max()
...     with prop("the mean of two numbers is half their sum"):
...         assert_close(np.mean([1, 4]), 2.5, "the mean of 1 and 4")
...     report()
>>> check()
holds: the mean lies between the smallest and the largest number
holds: the mean of two numbers is half their sum
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike


@dataclass
class Result:
    """What became of a property: the reason of its failure, or None if it holds."""

    failure: str | None = "it did not run to its end"
    essential: bool = False


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
        self._cells: dict[str, dict[str, Result]] = {}  # by the file name of the cell, by name

    @property
    def results(self) -> dict[str, Result]:
        """All results, name -> Result, in the order in which the properties ran."""
        return {name: result for cell in self._cells.values() for name, result in cell.items()}

    def prop(self, name: str, essential: bool = False) -> _Property:
        """Open a property, with ``with``, which gives a random number generator of its own.

        Parameters
        ----------
        name : str
            A sentence that says what holds. Running it again replaces the earlier result.
        essential : bool
            Whether the whole check earns nothing if this fails.
        """
        cell = self._cells.setdefault(sys._getframe(1).f_code.co_filename, {})
        return _Property(cell, name, essential, self.seed_of(name))

    def report(self) -> None:
        """Print what holds and what fails in this cell, and raise once if anything fails."""
        results = self._cells.pop(sys._getframe(1).f_code.co_filename, None)
        if not results:
            raise RuntimeError("no property has run in this cell: run the whole cell")
        for name, result in results.items():
            if result.failure is None:
                print(f"holds: {name}")
            else:
                print(f"fails: {name} – {result.failure}")
        failed = [name for name, result in results.items() if result.failure is not None]
        if failed:
            raise AssertionError(f"{len(failed)} of {len(results)} fail: {'; '.join(failed)}")


class _Property:
    def __init__(
        self, cell: dict[str, Result], name: str, essential: bool, seed: Sequence[int]
    ) -> None:
        self.cell, self.name, self.essential, self.seed = cell, name, essential, seed

    def __enter__(self) -> np.random.Generator:
        # Failed until it has run to its end. An earlier result of that name goes to the back.
        self.cell.pop(self.name, None)
        self.cell[self.name] = self.result = Result(essential=self.essential)
        return np.random.default_rng(self.seed)

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> bool:
        if error is None:
            self.result.failure = None
        elif isinstance(error, Exception):
            self.result.failure = _reason(error)
        return isinstance(error, Exception)  # a KeyboardInterrupt goes on


def _reason(error: Exception, longest: int = 300) -> str:
    """Tell a failure in one plain sentence."""
    text = " ".join(str(error).split())
    if not isinstance(error, AssertionError):
        text = f"it raised {type(error).__name__}" + (f": {text}" if text else "")
    text = text or "it does not hold"
    return text if len(text) <= longest else text[: longest - 1] + "…"


_public = Report()
prop = _public.prop
report = _public.report


def assert_close(
    actual: object, expected: ArrayLike, what: str = "", *, rtol: float = 1e-6, atol: float = 1e-8
) -> None:
    """Assert that numbers are equal up to rounding.

    They may differ by ``atol + rtol * abs(expected)``. The message says what is wrong, and never
    what was expected.

    Parameters
    ----------
    actual : array-like
    expected : array-like
        Of the same shape, or a single number that holds for all.
    what : str
        What the numbers are, for the message.

    Examples
    --------
    >>> assert_close([0.1, 0.9], [0.1, 0.7], "softmax of two scores")
    Traceback (most recent call last):
    AssertionError: softmax of two scores: 1 of 2 numbers is not right, largest difference 0.2
    """
    actual = _numbers(actual, what)
    expected = np.asarray(expected, float)
    if expected.ndim:
        assert_shape(actual, expected.shape, what)
    elif not actual.size:
        _fail(what, "it is empty")
    missing = np.isnan(actual) & ~np.isnan(expected)
    if missing.any():
        _fail(what, f"{_count(missing) if missing.ndim else 'it is'} not a number (NaN)")
    wrong = ~np.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True)
    if wrong.any():
        with np.errstate(invalid="ignore"):
            difference = abs(actual - expected)[wrong]
        largest = "largest difference" if wrong.ndim else "difference"
        _fail(what, f"{_count(wrong)} not right, {largest} {np.max(difference):.2g}")


def assert_shape(actual: object, shape: Sequence[int], what: str = "") -> None:
    """Assert that an array has this shape.

    >>> assert_shape(np.ones(3), (3, 2))
    Traceback (most recent call last):
    AssertionError: the shape must be (3, 2); yours is (3,)
    """
    given = _numbers(actual, what).shape
    if given != tuple(shape):
        wanted = f"the shape must be {tuple(shape)}" if shape else "it must be a single number"
        _fail(what, f"{wanted}; yours {'is' if shape else 'has the shape'} {given}")


def assert_integer(actual: object, expected: int, what: str = "") -> None:
    """Assert that a value is this whole number: 3, numpy's 3, or 3.0, but not True.

    >>> assert_integer(68, 69, "the weights of [4, 6, 5, 3]")
    Traceback (most recent call last):
    AssertionError: the weights of [4, 6, 5, 3]: 68 is not right
    """
    number = _numbers(actual, what)
    assert_shape(number, (), what)
    number = number.item()
    if isinstance(number, float) and not number.is_integer():
        _fail(what, f"it must be a whole number; yours is {number}")
    if number != expected:
        _fail(what, f"{int(number)} is not right")


def assert_unchanged(actual: ArrayLike, before: ArrayLike, what: str = "an argument") -> None:
    """Assert that an array is still what it was before: the function has not changed its input.

    >>> x = np.zeros(2)
    >>> before = x.copy()
    >>> x += 1
    >>> assert_unchanged(x, before, "x")
    Traceback (most recent call last):
    AssertionError: x has been changed; work on a copy, or make a new array
    """
    if not np.array_equal(actual, before, equal_nan=True):
        raise AssertionError(f"{what} has been changed; work on a copy, or make a new array")


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: ArrayLike, step: float = 1e-6
) -> np.ndarray:
    """Estimate the gradient of f at x by central differences, (f(x + step) - f(x - step)) / 2 step.

    Parameters
    ----------
    f : function from an array to a number
    x : array
        Not changed.

    Returns
    -------
    array of the shape of x

    Raises
    ------
    ValueError
        If f returns more than one number.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    x = np.array(x, float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        here = x[i]
        x[i] = here + step
        above = f(x.copy())
        x[i] = here - step
        below = f(x.copy())
        x[i] = here
        if np.ndim(above):
            raise ValueError(f"f must return a single number; got the shape {np.shape(above)}")
        gradient[i] = (above - below) / (2 * step)
    return gradient


def _numbers(values: object, what: str) -> np.ndarray:
    """Return the values as an array, or fail and say what came instead."""
    if values is None:
        _fail(what, "nothing came back (None): is there a return?")
    try:
        array = np.asarray(values)
    except ValueError:
        _fail(what, "an array of numbers was expected; your rows differ in length")
    if array.dtype.kind not in "iuf":
        kind = (
            f"array of {array.dtype}" if isinstance(values, np.ndarray) else type(values).__name__
        )
        _fail(what, f"a number or an array of numbers was expected; yours is of type {kind}")
    return array


def _count(wrong: np.ndarray) -> str:
    if not wrong.ndim:
        return "the number is"
    return f"{wrong.sum()} of {wrong.size} numbers " + ("is" if wrong.sum() == 1 else "are")


def _fail(what: str, reason: str) -> NoReturn:
    raise AssertionError(f"{what}: {reason}" if what else reason)
