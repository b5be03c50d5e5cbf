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

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

LEAST = 5e-3  # seconds that plain work is taken to need at least: below, chance is too large
Limiter = Callable[[float], AbstractContextManager[None]]


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
    with _limiter(times * max(LEAST, min(_seconds_of(beside) for _ in range(3)))):
        return function(*args)


def _seconds_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@contextmanager
def _measured(seconds: float) -> Iterator[None]:
    """Measure what is done in this process."""
    began = time.process_time()
    yield
    took = time.process_time() - began
    if took > seconds:
        raise AssertionError(f"it takes {took:.2g} s, and may take {seconds:.2g} s on this machine")


_limiter: Limiter = _measured


@contextmanager
def limiting(limiter: Limiter) -> Iterator[None]:
    """Let `assert_cheap` ask this one, from seconds to a context in which no more are taken."""
    global _limiter
    before, _limiter = _limiter, limiter
    try:
        yield
    finally:
        _limiter = before
