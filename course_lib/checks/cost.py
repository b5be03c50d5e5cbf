"""What an answer may cost: so many times the work of something plain, in CPU time.

A ratio is the same on a slow machine and on a fast one. In the notebook the call is measured; in
grading its process is ended when its time is over, and where that decides, a person is asked.

>>> def total(x):
...     return sum(x)
>>> def plain():
...     return sum(range(1000))
>>> assert_cheap(total, [1, 2], beside=plain, times=100)
3
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LEAST = 5e-3  # seconds that plain work is taken to need at least: below, chance is too large
# In a browser process_time() stands still: there it is the clock that tells.
CLOCK = time.perf_counter if sys.platform == "emscripten" else time.process_time
Limiter = Callable[[float, Callable[[], Any]], Any]


def assert_cheap(
    function: Callable[..., Any], *args: Any, beside: Callable[[], object], times: float
) -> Any:
    """Assert that a call takes at most so many times as long as plain work; what it gave back.

    Parameters
    ----------
    function : function
        An answer.
    *args
        Of the call.
    beside : function
        The plain work. The shortest of three runs counts, and at least 5 ms.
    times : float
    """
    seconds = times * max(LEAST, min(_timed(beside)[0] for _ in range(3)))
    return _limiter(seconds, lambda: function(*args))


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = CLOCK()
    value = work()
    return CLOCK() - began, value


def _measured(seconds: float, work: Callable[[], Any]) -> Any:
    """Do work in this process, once more if it took too long: chance and an import come once."""
    for _ in range(2):
        took, value = _timed(work)
        if took <= seconds:
            return value
    raise AssertionError(f"it takes {took:.2g} s, and may take {seconds:.2g} s on this machine")


_limiter: Limiter = _measured


@contextmanager
def limiting(limiter: Limiter) -> Iterator[None]:
    """Let `assert_cheap` ask this one, from seconds and work to what the work gives back."""
    global _limiter
    before, _limiter = _limiter, limiter
    try:
        yield
    finally:
        _limiter = before
