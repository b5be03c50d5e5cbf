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
>>> with expecting(Reference({"dense": right}, {"dense": {"the bias is missing": no_bias}})):
...     assert_right(dense, np.ones((1, 2)), np.eye(2), np.ones(2))
Traceback (most recent call last):
AssertionError: dense(array (1, 2), array (2, 2), array (2,)) is not right: the bias is missing
>>> with expecting(Reference({"dense": right}, {})):
...     assert_right(dense, np.eye(2), np.eye(2), np.ones(2), seen=np.shape)
(2, 2)
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypedDict

import numpy as np

from course_lib.checks.assertions import assert_close
from course_lib.checks.fingerprints import (
    Fingerprint,
    fingerprint,
    hashed,
    kind_of,
    matches,
    nearly_matches,
)
from course_lib.checks.values import is_net

Function = Callable[..., Any]
Seen = Callable[[Any], Any] | None  # what is looked at of a value; None for the value itself
Mistakes = Mapping[str, Mapping[str, Function]]  # of each answer: what it is, and what does it
SHORT = 50  # characters of an argument in a message


class Call(TypedDict):
    """What is known of one call: the right value, and what mistakes give back, by their place."""

    right: Fingerprint
    mistakes: dict[str, Fingerprint]


class Raised:
    """What came instead of a value: an error, told by its kind and what it says."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def told(self) -> Fingerprint:
        """Its fingerprint; an error from the other room says there what it said here."""
        said = f"{type(self.error).__name__}: {getattr(self.error, 'detail', '') or self.error}"
        return {"kind": f"an error {hashed(said)}", "parts": []}


class Expected(Protocol):
    """Knows what is right, call by call."""

    def judge(
        self,
        call: str,
        answer: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        value: Any,
        seen: Seen = None,
    ) -> None:
        """Assert that what came back from a call is right."""


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


def assert_right(answer: Function, *args: Any, seen: Seen = None, **kwargs: Any) -> Any:
    """Assert that an answer gives back what the reference answer does; what it gave back.

    Parameters
    ----------
    answer : function
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
    if _current is None:
        raise RuntimeError("nothing is known of what is right: run the whole cell")
    value = _outcome(answer, args, kwargs, seen)
    shown = [*map(_shown, args), *(f"{name}={_shown(arg)}" for name, arg in kwargs.items())]
    call = f"{answer.__name__}({', '.join(shown)})"
    _current.judge(call, answer, args, kwargs, value, seen)
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

    def judge(
        self,
        call: str,
        answer: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        value: Any,
        seen: Seen = None,
    ) -> None:
        """Assert that what came back from the next call is right."""
        known = next(self._calls, None)
        if known is None:
            raise RuntimeError(f"nothing is known of {call}: is this check as it was released?")
        if _is_told(value, known["right"]):
            return
        for place in sorted(map(int, known["mistakes"])):  # in the order of their cell
            if _is_told(value, known["mistakes"][str(place)]):
                raise AssertionError(f"{call} is not right: {self._sentences[place]}")
        if isinstance(value, Raised):
            return
        _assert_kind(call, value, known["right"]["kind"])
        if nearly_matches(value, known["right"]):
            raise AssertionError(f"{call} is right to about three digits only")
        raise AssertionError(f"{call} is not right")


class Reference:
    """What is known in grading: the reference answers themselves.

    Parameters
    ----------
    functions : mapping
        The reference answers, by name.
    mistakes : mapping
        From the name of an answer to what known mistakes do, by the sentence that says which.
        All of these are called as answers are: on copies, with a contract.
    """

    def __init__(self, functions: Mapping[str, Function], mistakes: Mistakes) -> None:
        self._functions, self._mistakes = functions, mistakes

    def judge(
        self,
        call: str,
        answer: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        value: Any,
        seen: Seen = None,
    ) -> None:
        """Assert that what came back from a call is right, up to rounding."""
        right = self._functions[answer.__name__](*args, **kwargs)
        right = right if seen is None else seen(right)
        wrong = self._wrong(answer.__name__, args, kwargs, seen)
        try:
            if not isinstance(value, Raised):
                return _assert_equal(value, right, call)
        except AssertionError as error:
            _diagnose(call, wrong, value, fingerprint(right))
            raise error
        _diagnose(call, wrong, value, fingerprint(right))

    def _wrong(
        self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], seen: Seen
    ) -> Iterator[tuple[str, Any]]:
        """Pair the sentence of each mistake with what it gives back."""
        for sentence, mistake in self._mistakes.get(name, {}).items():
            with np.errstate(all="ignore"):
                outcome = _outcome(mistake, args, kwargs, seen)
            yield sentence, outcome


class Recorder(Reference):
    """Notes at the release what notebooks will know: the fingerprints of each call."""

    def __init__(
        self, functions: Mapping[str, Function], mistakes: Mistakes, sentences: list[str]
    ) -> None:
        super().__init__(functions, mistakes)
        self.calls: list[Call] = []
        self._sentences = sentences

    def judge(
        self,
        call: str,
        answer: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        value: Any,
        seen: Seen = None,
    ) -> None:
        """Note a call of the reference."""
        right = fingerprint(value)
        noted: dict[str, Fingerprint] = {}
        for sentence, wrong in self._wrong(answer.__name__, args, kwargs, seen):
            if not _is_told(wrong, right):
                if sentence not in self._sentences:
                    self._sentences.append(sentence)
                told = wrong.told if isinstance(wrong, Raised) else fingerprint(wrong, 1)
                noted[str(self._sentences.index(sentence))] = told
        self.calls.append({"right": right, "mistakes": noted})


def packed(known: Mapping[str, Any]) -> str:
    """Pack what is known of a check's calls into a text that can stand in a cell."""
    text = json.dumps(known, separators=(",", ":"), sort_keys=True)
    return base64.b85encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """Unpack what `packed` has made."""
    known: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(text)))
    return known


def _diagnose(
    call: str, mistakes: Iterator[tuple[str, Any]], value: Any, right: Fingerprint
) -> None:
    """Raise an error that names the mistake, if it is a known one."""
    for sentence, wrong in mistakes:
        if _are_equal(value, wrong) and not _is_told(wrong, right):
            raise AssertionError(f"{call} is not right: {sentence}") from None


def _outcome(function: Function, args: Sequence[Any], kwargs: Mapping[str, Any], seen: Seen) -> Any:
    """Call a function; what is seen of its value, or what it raised."""
    try:
        value = function(*args, **kwargs)
        return value if seen is None else seen(value)
    except Exception as error:
        return Raised(error)


def _is_told(value: Any, known: Fingerprint) -> bool:
    return value.told == known if isinstance(value, Raised) else matches(value, known)


def _are_equal(value: Any, other: Any) -> bool:
    if isinstance(value, Raised) or isinstance(other, Raised):
        both = isinstance(value, Raised) and isinstance(other, Raised)
        return both and value.told == other.told
    try:
        _assert_equal(value, other, "")
    except AssertionError:
        return False
    return True


def _assert_kind(call: str, value: Any, kind: str) -> None:
    if kind_of(value) != kind:
        raise AssertionError(f"{call} must give back {kind}; yours gave {kind_of(value)}")


def _assert_equal(value: Any, right: Any, call: str) -> None:
    """Assert that two values are equal, up to rounding."""
    _assert_kind(call, value, kind_of(right))
    if isinstance(right, list | tuple):
        for one, other in zip(value, right, strict=True):
            _assert_equal(one, other, call)
    elif isinstance(right, dict):
        for key in right:
            _assert_equal(value[key], right[key], call)
    elif is_net(right):
        assert_close(value.theta, right.theta, call)
    elif isinstance(right, str | bool) or right is None:
        if value != right:
            raise AssertionError(f"{call} is not right")
    else:
        assert_close(value, right, call)


def _shown(argument: Any) -> str:
    """Show an argument in a message: short ones as they are, arrays by their shape."""
    if isinstance(argument, np.ndarray) and argument.ndim:
        return f"array {argument.shape}"
    if callable(argument):
        return getattr(argument, "__name__", "a function")
    text = repr(argument)
    return text if len(text) <= SHORT else kind_of(argument)
