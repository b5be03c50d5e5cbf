"""Arguments are lent: a record of those that a call has changed.

An answer works on copies, so that nothing it does to its arguments reaches the check. What it did
is remembered, and `assert_unchanged` asks for it.

>>> sizes = [3, 1, 2]
>>> watched = Watched([sizes])
>>> sizes.sort()
>>> watched.changed()
[0]
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import numpy as np

from course_lib.checks.values import is_net, laid_out, layout_of

_changed: list[Any] = []  # the arguments that calls of this property have changed


def forget() -> None:
    """Begin a property: no argument has been changed."""
    _changed.clear()


def note(values: Iterable[Any]) -> None:
    """Remember arguments that a call has changed."""
    _changed.extend(values)


def was_changed(value: Any) -> bool:
    """Tell whether a call has changed this very object, or something in it."""
    return any(part is changed for part in changeable([value]) for changed in _changed)


def changeable(values: Iterable[Any]) -> list[Any]:
    """List the arrays, lists, dicts, sets and networks among values and within them, in order."""
    found: list[Any] = []
    for value in values:
        if type(value) in (np.ndarray, list, dict, set) or is_net(value):
            found.append(value)
        if isinstance(value, list | tuple):
            found += changeable(value)
        elif isinstance(value, dict):
            found += changeable(value.values())
    return found


def copied(value: Any) -> Any:
    """Copy an argument, with all that is in it; an array lies in memory as it did."""
    if type(value) is np.ndarray:
        return laid_out(value, layout_of(value), value.flags.writeable)
    if type(value) in (list, tuple):
        return type(value)(copied(item) for item in value)
    if type(value) is dict:
        return {key: copied(item) for key, item in value.items()}
    return copy.deepcopy(value) if type(value) is set or is_net(value) else value


class Watched:
    """The arguments of a call as they were before it."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._now = changeable(values)
        self._before = [_state(item) for item in self._now]

    def changed(self) -> list[int]:
        """List the places, among what is `changeable`, of that which is not as it was."""
        pairs = zip(self._before, self._now, strict=True)
        return [place for place, (old, new) in enumerate(pairs) if old != _state(new)]


def _state(value: Any) -> Any:
    """Give something that differs when the value has changed, not what is in it."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes("A")  # as it lies
    if isinstance(value, list):
        return [_mark(item) for item in value]
    if isinstance(value, dict):
        return [(_mark(key), _mark(item)) for key, item in value.items()]
    if isinstance(value, set):
        return sorted(map(repr, value))
    return value.theta.tobytes()


class _Same:
    """An object that is kept, so that no other can take its place in memory."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def _mark(value: Any) -> Any:
    """Give what tells a value from another: a number or a text itself, else which object it is."""
    return (type(value), value) if type(value) in (bool, int, float, str) else _Same(value)
