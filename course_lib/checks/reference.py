"""What is right, computed: by the reference answers in grading, and once when it is released.

>>> def double(x):
...     return x + x
>>> from course_lib.checks.expected import assert_right, expecting
>>> with expecting(Reference({"double": lambda x: 2 * x}, {})):
...     assert_right(double, 3)
6
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from course_lib.checks.assertions import assert_close
from course_lib.checks.expected import Asked, Call, Function, Raised, assert_kind, is_told
from course_lib.checks.fingerprints import Fingerprint, fingerprint, kind_of, nearly_matches
from course_lib.checks.values import is_net

# From the name of an answer to known mistakes: the sentence that says which, and what does it.
Mistakes = Mapping[str, Sequence[tuple[str, Function]]]


class Reference:
    """Judges by the reference answers.

    Parameters
    ----------
    functions : mapping
        The reference answers, by name.
    mistakes : mapping
        What is known of mistakes. All are called as answers are: on copies, with a contract.
    """

    def __init__(self, functions: Mapping[str, Function], mistakes: Mistakes) -> None:
        self._functions, self._mistakes = functions, mistakes

    def judge(self, asked: Asked, value: Any) -> None:
        """Assert that what came of a call is right, up to rounding."""
        if isinstance(value, Raised) and value.says_nothing:
            return  # what it raised is told; nothing has to be computed for that
        right = self._outcome(asked, self._functions)
        try:
            if not isinstance(value, Raised):
                return assert_equal(asked, value, right)
        except AssertionError as error:
            self._diagnose(asked, value, fingerprint(right))
            raise error
        self._diagnose(asked, value, fingerprint(right))

    def _diagnose(self, asked: Asked, value: Any, right: Fingerprint) -> None:
        """Raise an error that names the mistake, if it is a known one."""
        for sentence, wrong in self._wrong(asked, right):
            if _are_equal(asked, value, wrong):
                raise AssertionError(f"{asked} is not right: {sentence}") from None

    def _wrong(self, asked: Asked, right: Fingerprint) -> Iterator[tuple[str, Any]]:
        """Pair the sentence of each mistake with what it gives back, where that is wrong."""
        for answer, mistakes in self._mistakes.items():
            for sentence, mistake in mistakes:
                with np.errstate(all="ignore"):
                    value = self._outcome(asked, {**self._functions, answer: mistake})
                near = not isinstance(value, Raised) and nearly_matches(value, right)
                if not (is_told(value, right) or (asked.nearly and near)):
                    yield sentence, value

    @staticmethod
    def _outcome(asked: Asked, functions: Mapping[str, Function]) -> Any:
        """Make a call with these functions in the place of the answers."""
        name = asked.function.__name__
        if name in functions:
            return asked.outcome(functions[name])
        names = asked.function.__globals__
        before = {name: names[name] for name in functions.keys() & names.keys()}
        names.update({name: functions[name] for name in before})
        try:
            return asked.outcome(asked.function)
        finally:
            names.update(before)


class Recorder(Reference):
    """Notes at the release what notebooks will know: the fingerprints of each call."""

    def __init__(
        self, functions: Mapping[str, Function], mistakes: Mistakes, sentences: list[str]
    ) -> None:
        super().__init__(functions, mistakes)
        self.calls: list[Call] = []
        self._sentences = sentences

    def judge(self, asked: Asked, value: Any) -> None:
        """Note a call of the reference."""
        if isinstance(value, Raised):
            raise value.error
        right = fingerprint(value)
        noted: list[tuple[int, Fingerprint]] = []
        for sentence, wrong in self._wrong(asked, right):
            if sentence not in self._sentences:
                self._sentences.append(sentence)
            told = wrong.told if isinstance(wrong, Raised) else fingerprint(wrong, 1)
            noted.append((self._sentences.index(sentence), told))
        self.calls.append({"right": right, "mistakes": noted})


def assert_equal(asked: Asked, value: Any, right: Any) -> None:
    """Assert that two values are equal, up to rounding."""
    assert_kind(asked, value, kind_of(right))
    if isinstance(right, list | tuple):
        for one, other in zip(value, right, strict=True):
            assert_equal(asked, one, other)
    elif isinstance(right, dict):
        for key in right:
            assert_equal(asked, value[key], right[key])
    elif is_net(right):
        assert_equal(asked, value.theta, right.theta)
    elif np.asarray(right).dtype.kind not in "iuf":  # truth values, texts, nothing
        if not np.array_equal(value, right):
            raise AssertionError(f"{asked} is not right")
    elif asked.nearly:
        assert_close(value, right, asked, rtol=1e-3, atol=2e-3)
    else:
        assert_close(value, right, asked)


def _are_equal(asked: Asked, value: Any, other: Any) -> bool:
    if isinstance(value, Raised) or isinstance(other, Raised):
        both = isinstance(value, Raised) and isinstance(other, Raised)
        return both and value.told == other.told
    try:
        assert_equal(asked, value, other)
    except AssertionError:
        return False
    return True
