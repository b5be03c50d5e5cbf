"""The names of a plain test: the instructor's, Python's, and, over the wall, the student's."""

import builtins
import re
import sys
from collections.abc import Set
from types import CodeType, ModuleType
from typing import Any
from unittest import mock

import numpy as np

from grading.rooms.inside.wall import Peer, Remote
from grading.rooms.program import GIVEN


class Names(dict[str, Any]):
    """A namespace in which a name that is missing is asked for in the other room, each time anew.

    What a test assigns or deletes of such a name, or of one of Python's, is so there too.

    Parameters
    ----------
    peer : grading.rooms.inside.wall.Peer
    theirs : set of str
        The student's, though Python has them as well.
    """

    def __init__(self, peer: Peer, theirs: Set[str]) -> None:
        super().__init__(__name__="__main__")
        self._peer, self._theirs = peer, set(theirs)

    def __missing__(self, name: str) -> Any:
        if name.startswith("__") or (name not in self._theirs and hasattr(builtins, name)):
            raise KeyError(name)
        value = self._peer.get(name)
        self._theirs.add(name)
        if isinstance(value, Remote):
            super().__setitem__(name, value)
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if name in self._theirs or hasattr(builtins, name):
            self._peer.assign(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self._theirs:
            self._peer.delete(name)
            self.pop(name, None)
        else:
            super().__delitem__(name)


class Main(ModuleType):
    """The module `__main__` as a test sees it: where unittest looks for its cases."""

    def __init__(self, names: Names) -> None:
        super().__init__("__main__")
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name in self._names:
            return self._names[name]
        raise AttributeError(f"module '__main__' has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        return list(self._names)


def lacks(error: BaseException, names: Names) -> bool:
    """Tell whether a call missed a name that only the test has: here it has none of a test's."""
    missing = re.fullmatch(r"name '(\w+)' is not defined.*", getattr(error, "detail", ""))
    return missing is not None and missing[1] in names


def run_in(names: Names, program: CodeType) -> Any:
    """Run a test as a notebook would; what its last line gives, or None."""
    with mock.patch.dict(sys.modules, {"__main__": Main(names)}):
        exec(program, names)
    return names.get(GIVEN)


def points_given(value: object, most: float) -> float | None:
    """Read what a test gives as points of its own; None for all of them, as nbgrader does.

    Raises
    ------
    AssertionError
        If there are less than none, or more than the cell has.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return None
    if not 0 <= value <= most:
        raise AssertionError(f"the test gave {value:g} points, and must give 0 to {most:g}")
    return float(value)
