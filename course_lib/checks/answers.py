"""An answer as the checks call it: on copies of its arguments, with a plain value that comes back.

>>> import numpy as np
>>> def halves(x):
...     x /= 2
...     return x
>>> halved = Answer(on_copies(halves), "halves", Contract("array (n,)"))
>>> x = np.array([1.0, 4.0])
>>> halved(x), x
(array([0.5, 2. ]), array([1., 4.]))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.checks import changes
from course_lib.checks.contracts import Contract
from course_lib.checks.values import Refused, described, plain


class Answer:
    """A function of a student's that returns what its contract says, or says what came instead.

    Parameters
    ----------
    function : function
        In the notebook, the student's `on_copies`; in grading, the way to it.
    name : str
    contract : Contract
    """

    def __init__(self, function: Callable[..., Any], name: str, contract: Contract) -> None:
        self._function, self.__name__, self._contract = function, name, contract

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the answer; the value, as its contract has it."""
        if not callable(self._function):
            raise AssertionError(
                f"{self.__name__} is {described(self._function)}, and must be a function"
            )
        try:
            value = plain(self._function(*args, **kwargs))
        except Refused as refused:
            raise AssertionError(f"{self.__name__} gave back {refused}") from None
        return self._contract.take(value, self.__name__)


def on_copies(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function work on copies of its arguments, and note which of them it has changed."""

    def call(*args: Any, **kwargs: Any) -> Any:
        theirs = [changes.copied(value) for value in args]
        named = {name: changes.copied(value) for name, value in kwargs.items()}
        ours = changes.changeable([*args, *kwargs.values()])
        watched = changes.Watched([*theirs, *named.values()])
        try:
            return function(*theirs, **named)
        finally:
            changes.note(ours[place] for place in watched.changed())

    return call
