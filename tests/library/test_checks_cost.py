"""What an answer may cost: a ratio of CPU time, so that sleep and company cost nothing."""

import time

import numpy as np
import pytest

from course_lib.checks import assert_cheap
from course_lib.checks.cost import CLOCK


def plain():
    x = np.ones((100, 100))
    for _ in range(20):
        x = x @ x / 100


def times(n):
    for _ in range(n):
        plain()
    return n


def test_what_is_cheap_gives_back_its_value():
    assert assert_cheap(times, 2, beside=plain, times=50) == 2


def test_what_costs_too_much_is_told_both_times():
    with pytest.raises(AssertionError, match=r"it takes \d.* s, and may take 0\.\d+ s on this"):
        assert_cheap(busy, 0.6, beside=lambda: None, times=100)


def busy(seconds):
    ends = CLOCK() + seconds
    while CLOCK() < ends:
        pass


def test_sleep_costs_nothing():
    assert_cheap(time.sleep, 0.6, beside=lambda: None, times=100)


def test_what_is_slow_at_its_first_call_alone_is_cheap():
    calls = []

    def imports(n):
        calls.append(n)
        busy(0.6 if len(calls) == 1 else 0)
        return n

    assert assert_cheap(imports, 7, beside=lambda: None, times=100) == 7
