"""The adversary: an answer is called as honest callers may call it, one way after another.

The same numbers come as whole numbers, as float32, as an array that may not be written to or that
lies in memory with gaps; arguments come by their names; a call comes twice. What comes back must be
the same, and no argument may be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from course_lib.checks.assertions import assert_close, assert_unchanged
from course_lib.checks.changes import changeable, copied
from course_lib.checks.values import is_net, laid_out

Arguments = dict[str, Any]
Change = Callable[[np.ndarray], Any]


def each_array(value: Any, change: Change) -> Any:
    """Make an argument in which each array is another."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, list | tuple):
        return type(value)(each_array(item, change) for item in value)
    if isinstance(value, dict):
        return {key: each_array(item, change) for key, item in value.items()}
    return value


def floats(change: Change) -> Change:
    """Let a change apply to arrays of floats alone."""
    return lambda array: change(array) if array.dtype.kind == "f" else array


def numpys(value: Any) -> Any:
    """Make numpy's number of a number: what an honest caller has who took it from an array."""
    if isinstance(value, list | tuple):
        return type(value)(numpys(item) for item in value)
    if isinstance(value, dict):
        return {key: numpys(item) for key, item in value.items()}
    return np.asarray(value)[()] if type(value) in (int, float) else value


_WHOLE = floats(lambda a: np.rint(3 * a))
_SHORT = floats(lambda a: a.astype(np.float32).astype(a.dtype))  # what float32 can hold
KINDS: dict[str, Change] = {
    "whole numbers": floats(lambda a: np.rint(3 * a).astype(int)),
    "float32": floats(lambda a: a.astype(np.float32)),
    "arrays that are read-only": lambda a: laid_out(a, "C", writeable=False),
    "arrays with gaps in memory": lambda a: laid_out(a, "gaps"),
    "arrays that lie by columns": lambda a: laid_out(a, "F"),
}
# A second call comes first: what is not the same twice would fail in every way.
TRIALS = ["a second call", *KINDS, "numpy's numbers", "arguments by name"]
MORE = ["lists", "one row", "no row", "a number"]  # only where the task's text promises them


def vary(
    answer: Callable[..., Any],
    arguments: Mapping[str, Any],
    *,
    skip: Mapping[str, str] | None = None,
    also: Collection[str] = (),
    rows: Collection[str] = (),
) -> None:
    """Assert that an answer takes its arguments however they come, and leaves them alone.

    Where there is no array among the arguments, the kinds of arrays are not tried. The call with
    which the others are compared is made once, for a training run takes long; its numbers are such
    that float32 holds them.

    Parameters
    ----------
    answer : function
    arguments : mapping
        Of one call, by name, in the order of the signature.
    skip : mapping
        From the name of a trial in TRIALS to the reason why it is left out here.
    also : collection of str
        Trials of MORE that the task's text promises.
    rows : collection of str
        The arguments whose rows are examples; so are the rows of what comes back.

    Examples
    --------
    >>> def halves(x):
    ...     out = np.zeros_like(x)
    ...     out[:] = x / 2
    ...     return out
    >>> vary(halves, {"x": np.array([1.0, 2.0, 4.0])})
    Traceback (most recent call last):
    AssertionError: with whole numbers: halves: 1 of 3 numbers is not right, largest difference 0.5
    """
    unknown = {*(skip or ()), *also} - {*TRIALS, *MORE}
    if unknown:
        raise ValueError(f"no trial {sorted(unknown)}; there are {TRIALS} and {MORE}")
    skip = skip or {}
    plain = dict(arguments) if "float32" in skip else _each(arguments, _SHORT)
    arrays = any(isinstance(value, np.ndarray) for value in changeable(plain.values()))
    usual = copied(answer(*plain.values()))
    for trial in [*TRIALS, *also]:
        if trial in skip or (trial in KINDS and not arrays):
            continue
        tried, before = _tried(trial, plain, rows), plain
        expected = _pick(trial, usual)
        if trial == "whole numbers":
            before = _each(plain, _WHOLE)
            expected = answer(*before.values())
        try:
            found = answer(**tried) if trial == "arguments by name" else answer(*tried.values())
            _assert_same(found, expected, answer.__name__)
            for name, value in [*before.items(), *tried.items()]:
                assert_unchanged(value, name)
        except AssertionError as error:
            drawn = trial == "a second call" and "seed" in plain
            seed = "; is everything random drawn from the seed?" if drawn else ""
            raise AssertionError(f"with {trial}: {error}{seed}") from None
        except Exception as error:
            if hasattr(error, "detail"):  # from the other room, which says no more than it may
                error.args = (f"with {trial}: {error}",)
                raise
            raise AssertionError(f"with {trial}: {type(error).__name__}: {error}") from None


def _each(arguments: Mapping[str, Any], change: Change) -> Arguments:
    return {name: each_array(value, change) for name, value in arguments.items()}


def _tried(trial: str, plain: Arguments, rows: Collection[str]) -> Arguments:
    """Make the arguments of the call that is tried."""
    if trial in KINDS:
        return _each(plain, KINDS[trial])
    if trial == "numpy's numbers":
        return {name: numpys(value) for name, value in plain.items()}
    if trial == "lists":
        return _each(plain, np.ndarray.tolist)
    if trial in ("one row", "no row"):
        end = 1 if trial == "one row" else 0
        return {n: value[:end] if n in rows else value for n, value in plain.items()}
    if trial == "a number":
        return {n: v.ravel()[0].item() if n in rows else v for n, v in plain.items()}
    return plain


def _pick(trial: str, expected: Any) -> Any:
    """Take of what came back for all rows what must come back for the first, or for none."""
    if trial == "one row":
        return each_array(expected, lambda array: array[:1])
    if trial == "no row":
        return each_array(expected, lambda array: array[:0])
    return np.ravel(expected)[0] if trial == "a number" else expected


def _assert_same(found: Any, expected: Any, what: str) -> None:
    """Assert that two values that came back are the same, up to rounding in float32."""
    if isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        if len(found) != len(expected):
            raise AssertionError(f"{what}: {len(found)} came back instead of {len(expected)}")
        for one, other in zip(found, expected, strict=True):
            _assert_same(one, other, what)
    elif isinstance(expected, dict) and isinstance(found, dict):
        if found.keys() != expected.keys():
            raise AssertionError(f"{what}: other names came back")
        for key in expected:
            _assert_same(found[key], expected[key], what)
    elif is_net(expected) and is_net(found):
        assert_close(_rounded(found.theta), expected.theta, "the parameters")
    elif isinstance(expected, str | bool):
        if found != expected:
            raise AssertionError(f"{what}: {found!r} came back instead of {expected!r}")
    else:
        assert_close(_rounded(found), expected, what)


def _rounded(numbers: Any) -> Any:
    """Take numbers as float32, for they may be no more exact: `float(...)` and lists hide it.

    An answer may compute in float32 whatever comes; numpy's numbers may then turn it to float64.
    """
    array = np.asarray(numbers)
    if array.dtype.kind != "f":
        return numbers
    with np.errstate(over="ignore"):
        rounded = array.astype(np.float32)
    return rounded if np.array_equal(np.isfinite(rounded), np.isfinite(array)) else numbers
