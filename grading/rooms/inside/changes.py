"""Changes that a call makes to its arguments: found in the one room, made again in the other."""

import copy
from collections.abc import Iterable
from typing import Any

import numpy as np


def mutable_in(values: Iterable[Any]) -> list[Any]:
    """List the arrays, lists and dicts among some values and within them, in a fixed order."""
    found: list[Any] = []
    for value in values:
        if type(value) in (np.ndarray, list, dict):
            found.append(value)
        if isinstance(value, list | tuple):
            found += mutable_in(value)
        elif isinstance(value, dict):
            found += mutable_in(value.values())
    return found


class Watched:
    """The arguments of a call as they were before it."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._now = mutable_in(values)
        self._before = [copy.copy(item) for item in self._now]

    def changed(self) -> dict[str, Any]:
        """Give what is not as it was, by its place."""
        pairs = enumerate(zip(self._before, self._now, strict=True))
        return {str(place): new for place, (old, new) in pairs if differs(old, new)}


def differs(old: Any, new: Any) -> bool:
    """Tell whether an array, list or dict is not what its shallow copy was before."""
    if isinstance(new, np.ndarray):
        return old.tobytes() != new.tobytes()
    if isinstance(new, dict):
        old, new = [*old, *old.values()], [*new, *new.values()]
    return len(old) != len(new) or any(a is not b for a, b in zip(old, new, strict=True))


def overwrite(ours: Any, new: Any) -> None:
    """Give an array, list or dict the content of another; nothing if they do not fit."""
    if type(new) is not type(ours):
        return
    if isinstance(ours, np.ndarray):
        if new.shape == ours.shape and ours.flags.writeable:
            ours[...] = new
    elif isinstance(ours, list):
        ours[:] = new
    else:
        ours.clear()
        ours.update(new)
