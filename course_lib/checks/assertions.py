"""Assertions about numbers: what they accept, and what they say when they do not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike

from course_lib.checks.changes import was_changed

# How exact numbers of a kind can be expected to be: of its own size, and of the largest of all,
# for a small one may be the difference of two large ones.
EXACT = {"float16": (1e-2, 1e-2), "float32": (1e-4, 1e-5), "float64": (0.0, 1e-12)}


def assert_close(
    actual: object,
    expected: ArrayLike,
    what: object = "",
    *,
    rtol: float = 1e-6,
    atol: float = 1e-8,
) -> None:
    """Assert that numbers are equal up to rounding.

    They may differ by ``atol + rtol * abs(expected)``, and by more where they are less exact than
    float64 or very large. The message says what is wrong, and never what was expected.

    Parameters
    ----------
    actual : array-like
    expected : array-like
        Of the same shape, or a single number that holds for all.
    what : object
        What the numbers are, for the message; made a text where there is one.

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
        if not expected.size:
            return
    elif not actual.size:
        _fail(what, "it is empty")
    if np.array_equal(actual, expected):
        return  # nothing has to be rounded, and to see it takes a tenth of the time
    missing = np.isnan(actual) & ~np.isnan(expected)
    if missing.any():
        _fail(what, f"{_count(missing) if missing.ndim else 'it is'} not a number (NaN)")
    own, largest_of_all = EXACT.get(actual.dtype.name, EXACT["float64"])
    size = np.max(np.abs(expected[np.isfinite(expected)]), initial=1)
    rtol, atol = max(rtol, own), max(atol, largest_of_all * size)
    wrong = ~np.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True)
    if wrong.any():
        with np.errstate(invalid="ignore"):
            difference = abs(actual - expected)[wrong]
        largest = "largest difference" if wrong.ndim else "difference"
        _fail(what, f"{_count(wrong)} not right, {largest} {np.max(difference):.2g}")


def assert_shape(actual: object, shape: Sequence[int], what: object = "") -> None:
    """Assert that an array has this shape; one shape without numbers is as good as another.

    >>> assert_shape(np.ones(3), (3, 2))
    Traceback (most recent call last):
    AssertionError: the shape must be (3, 2); yours is (3,)
    """
    array = _numbers(actual, what)
    given = array.shape
    if given != tuple(shape) and (array.size or math.prod(shape)):  # nothing has no shape
        wanted = f"the shape must be {tuple(shape)}" if shape else "it must be a single number"
        _fail(what, f"{wanted}; yours {'is' if shape else 'has the shape'} {given}")


def assert_integer(actual: object, expected: int, what: object = "") -> None:
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


def assert_unchanged(value: object, what: str = "an argument") -> None:
    """Assert that no answer that was called has changed an argument of its call.

    An answer works on a copy, so the argument itself is always what it was; what it did to the copy
    is remembered.

    >>> from course_lib.checks.answers import on_copies
    >>> x = np.array([2, 1])
    >>> on_copies(np.ndarray.sort)(x)
    >>> assert_unchanged(x, "x")
    Traceback (most recent call last):
    AssertionError: x has been changed; work on a copy, or make a new array
    """
    if was_changed(value):
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


def _numbers(values: object, what: object) -> np.ndarray:
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


def _fail(what: object, reason: str) -> NoReturn:
    raise AssertionError(f"{what}: {reason}" if what else reason)
