"""What is expected of an answer, where a check does not say it: the same as of the reference.

In the notebook the right values are known by their fingerprints alone, and so is what known
mistakes give back; in grading they are computed, with other inputs. `assert_right` asks whichever
is there.

>>> def dense(x, w, b):
...     return x @ w
>>> def right(x, w, b):
...     return x @ w + b
>>> def no_bias(x, w, b):
...     '''the bias is missing'''
...     return x @ w
>>> with expecting(Reference({"dense": right}, {"dense": [no_bias]})):
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
from typing import Any, Protocol, TypedDict

import numpy as np

from course_lib.checks.assertions import assert_close
from course_lib.checks.changes import copied
from course_lib.checks.fingerprints import (
    Fingerprint,
    fingerprint,
    kind_of,
    matches,
    nearly_matches,
)
from course_lib.checks.values import is_net, plain

Mistake = Callable[..., Any]  # does what a known misconception does; its docstring says which
SHORT = 50  # characters of an argument in a message


class Call(TypedDict):
    """What is known of one call: the right value, and what mistakes give back, by their place."""

    right: Fingerprint
    mistakes: dict[str, Fingerprint]


class Expected(Protocol):
    """Knows what is right, call by call."""

    def judge(
        self, call: str, answer: Any, args: Sequence[Any], kwargs: Mapping[str, Any], value: Any
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


def assert_right(answer: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Assert that an answer gives back what the reference answer does; what it gave back.

    Parameters
    ----------
    answer : function
    *args, **kwargs
        Of the call.

    Raises
    ------
    AssertionError
        Which says of a known mistake what it is.
    RuntimeError
        If nothing is known of this call.
    """
    if _current is None:
        raise RuntimeError("nothing is known of what is right: run the whole cell")
    value = answer(*args, **kwargs)
    shown = [*map(_shown, args), *(f"{name}={_shown(arg)}" for name, arg in kwargs.items())]
    call = f"{answer.__name__}({', '.join(shown)})"
    _current.judge(call, answer, args, kwargs, value)
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
        self, call: str, answer: Any, args: Sequence[Any], kwargs: Mapping[str, Any], value: Any
    ) -> None:
        """Assert that what came back from the next call is right."""
        known = next(self._calls, None)
        if known is None:
            raise RuntimeError(f"nothing is known of {call}: is this check as it was released?")
        if matches(value, known["right"]):
            return
        for place, mistake in known["mistakes"].items():
            if matches(value, mistake):
                raise AssertionError(f"{call} is not right: {self._sentences[int(place)]}")
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
        The mistakes that are known of each.
    """

    def __init__(
        self,
        functions: Mapping[str, Callable[..., Any]],
        mistakes: Mapping[str, Sequence[Mistake]],
    ) -> None:
        self._functions, self._mistakes = functions, mistakes

    def judge(
        self, call: str, answer: Any, args: Sequence[Any], kwargs: Mapping[str, Any], value: Any
    ) -> None:
        """Assert that what came back from a call is right, up to rounding."""
        right = _called(self._functions[answer.__name__], args, kwargs)
        try:
            _assert_equal(value, right, call)
        except AssertionError:
            for mistake in self._mistakes.get(answer.__name__, ()):
                if _is_that(value, mistake, args, kwargs, right):
                    raise AssertionError(f"{call} is not right: {mistake.__doc__}") from None
            raise


class Recorder(Reference):
    """Notes at the release what notebooks will know: the fingerprints of each call."""

    def __init__(
        self,
        functions: Mapping[str, Callable[..., Any]],
        mistakes: Mapping[str, Sequence[Mistake]],
        sentences: list[str],
    ) -> None:
        super().__init__(functions, mistakes)
        self.calls: list[Call] = []
        self._sentences = sentences

    def judge(
        self, call: str, answer: Any, args: Sequence[Any], kwargs: Mapping[str, Any], value: Any
    ) -> None:
        """Note a call of the reference."""
        right = fingerprint(value)
        noted: dict[str, Fingerprint] = {}
        for mistake in self._mistakes.get(answer.__name__, ()):
            sentence = " ".join(str(mistake.__doc__).split())
            try:
                wrong = _called(mistake, args, kwargs)
                told = fingerprint(wrong, projections=1)
            except Exception:
                continue  # what it does with these arguments is no value
            if matches(wrong, right):
                continue
            if sentence not in self._sentences:
                self._sentences.append(sentence)
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


def _called(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Call a function of ours on copies; its value, as an answer's would be taken in."""
    named = {name: copied(value) for name, value in kwargs.items()}
    return plain(function(*map(copied, args), **named))


def _is_that(
    value: Any, mistake: Mistake, args: Sequence[Any], kwargs: Mapping[str, Any], right: Any
) -> bool:
    """Tell whether a value is what a mistake gives back, where that is not right."""
    try:
        wrong = _called(mistake, args, kwargs)
        _assert_equal(value, wrong, "")
    except Exception:
        return False
    return not matches(wrong, fingerprint(right))


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
