"""What is expected of an answer, where a check does not say it: the same as of the reference.

In the notebook the right values are known by their fingerprints alone, and so is what known
mistakes give back; in grading they are computed, with other inputs. `assert_right` asks whichever
is there.

>>> def dense(x, w, b):
...     return x @ w
>>> def right(x, w, b):
...     return x @ w + b
>>> def no_bias(x, w, b):
...     return x @ w
>>> from course_lib.checks.reference import Reference
>>> with expecting(Reference({"dense": right}, {"dense": [("the bias is missing", no_bias)]})):
...     assert_right(dense, np.ones((1, 2)), np.eye(2), np.ones(2))
Traceback (most recent call last):
AssertionError: dense(array (1, 2), array (2, 2), array (2,)) is not right: the bias is missing
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

import numpy as np

from course_lib.checks.fingerprints import (
    Fingerprint,
    hashed,
    kind_of,
    matches,
    nearly_matches,
)

Function = Callable[..., Any]
SHORT = 50  # characters of an argument in a message


class Call(TypedDict):
    """What is known of one call: the right value, and what mistakes give back, by their place."""

    right: Fingerprint
    mistakes: list[tuple[int, Fingerprint]]


class Raised:
    """What came instead of a value: an error, told by its kind and what it says."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def told(self) -> Fingerprint:
        """Its fingerprint; an error from the other room says there what it said here."""
        said = f"{type(self.error).__name__}: {getattr(self.error, 'detail', '') or self.error}"
        return {"kind": f"an error {hashed(said)}", "parts": []}

    @property
    def says_nothing(self) -> bool:
        """Whether no mistake has this error: not written yet, not defined, never came back."""
        without_words = getattr(self.error, "detail", None) == ""
        return isinstance(self.error, NotImplementedError) or without_words


@dataclass(frozen=True)
class Asked:
    """A call of which it is asked whether its outcome is right, in words and as it was made."""

    function: Function
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    nearly: bool = False  # right to about three digits is right
    seen: Callable[[Any], Any] | None = None  # what is looked at of what came back

    def __str__(self) -> str:
        named = [f"{name}={_shown(value)}" for name, value in self.kwargs.items()]
        return f"{self.function.__name__}({', '.join([*map(_shown, self.args), *named])})"

    def outcome(self, function: Function) -> Any:
        """Make the call of a function; what is seen of its value, or what it raised."""
        try:
            value = function(*self.args, **self.kwargs)
            return self.seen(value) if self.seen else value
        except Exception as error:
            return Raised(error)


class Expected(Protocol):
    """Knows what is right, call by call."""

    def judge(self, asked: Asked, value: Any) -> None:
        """Assert that what came of a call is right."""


_current: Expected | None = None


@contextmanager
def expecting(expected: Expected) -> Iterator[None]:
    """Let `assert_right` ask this one."""
    global _current
    before, _current = _current, expected
    try:
        yield
    finally:
        _current = before


def assert_right(
    function: Function, *args: Any, seen: Callable[[Any], Any] | None = None, **kwargs: Any
) -> Any:
    """Assert that a call gives back what it does with the reference answers; what it gave back.

    Parameters
    ----------
    function : function
        An answer, or a function of the check's own that calls answers: where several answers are
        right, let it compute what they have in common.
    *args, **kwargs
        Of the call.
    seen : function, optional
        Of what came back: what has to be the same, where several answers are right. A network may
        have its weights in many ways, and its outputs are the same. Then this is given back.

    Raises
    ------
    AssertionError
        Which says of a known mistake what it is.
    RuntimeError
        If nothing is known of this call.
    """
    return _asked(Asked(function, args, kwargs, seen=seen))


def assert_nearly_right(
    function: Function, *args: Any, seen: Callable[[Any], Any] | None = None, **kwargs: Any
) -> Any:
    """Assert what `assert_right` does, to about three digits: where rounding grows, as in training.

    Raises
    ------
    AssertionError, RuntimeError
    """
    return _asked(Asked(function, args, kwargs, nearly=True, seen=seen))


def _asked(asked: Asked) -> Any:
    if _current is None:
        raise RuntimeError("nothing is known of what is right: run the whole cell")
    value = asked.outcome(asked.function)
    _current.judge(asked, value)
    if isinstance(value, Raised):
        raise value.error
    return value


class Known:
    """What is known in a notebook: of each call of one property, in order.

    Parameters
    ----------
    calls : list of Call
    sentences : list of str
        What the mistakes are.
    """

    def __init__(self, calls: Sequence[Call], sentences: Sequence[str]) -> None:
        self._calls, self._sentences = iter(calls), sentences

    def judge(self, asked: Asked, value: Any) -> None:
        """Assert that what came of the next call is right."""
        known = next(self._calls, None)
        if known is None:
            raise RuntimeError(f"nothing is known of {asked}: is this check as it was released?")
        right = known["right"]
        near = not isinstance(value, Raised) and nearly_matches(value, right)
        if is_told(value, right) or (asked.nearly and near):
            return
        for place, mistake in known["mistakes"]:
            if is_told(value, mistake):
                raise AssertionError(f"{asked} is not right: {self._sentences[place]}")
        if not isinstance(value, Raised):
            assert_kind(asked, value, right["kind"])
            how = "is right to about three digits only" if near else "is not right"
            raise AssertionError(f"{asked} {how}")


def packed(known: Mapping[str, Any]) -> str:
    """Pack what is known of a check's calls into a text that can stand in a cell."""
    text = json.dumps(known, separators=(",", ":"), sort_keys=True)
    return base64.b85encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """Unpack what `packed` has made."""
    known: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(text)))
    return known


def assert_kind(asked: Asked, value: Any, kind: str) -> None:
    """Assert that a value is of a kind, in the words of `kind_of`."""
    if kind_of(value) != kind:
        raise AssertionError(f"{asked} must give back {kind}; yours gave {kind_of(value)}")


def is_told(value: Any, known: Fingerprint) -> bool:
    """Tell whether a value, or an error that came instead, has this fingerprint."""
    return value.told == known if isinstance(value, Raised) else matches(value, known)


def _shown(argument: Any) -> str:
    """Show an argument in a message: short ones as they are, arrays by their shape."""
    if isinstance(argument, np.ndarray) and argument.ndim:
        return f"array {argument.shape}"
    if callable(argument):
        return getattr(argument, "__name__", "a function")
    words = repr(argument), kind_of(argument)
    many = f"list of {len(argument)}" if isinstance(argument, list | tuple) else words[1]
    return next((text for text in words if len(text) <= SHORT), many)
