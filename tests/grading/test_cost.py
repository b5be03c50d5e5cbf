"""Where a check says what a call may cost: too much is ended, and waits for a person."""

import nbformat
import pytest

from grading.rooms.session import grade
from tests.tools.handing_in import answered
from tests.tools.one_submission import SECRET, reasons

pytestmark = pytest.mark.slow(10)

ANSWER = """
import time
def total(x):
    ends = time.process_time() + {seconds} * (len(x) == {n})
    while time.process_time() < ends: pass
    {more}
    return sum(x)
"""


@pytest.fixture(scope="module")
def graded(courses):
    """Grade an answer that is busy for seconds where its argument has n numbers."""
    source, student = courses("tests/grading").versions("cost")

    def graded(seconds, n=9, more=""):
        answer = ANSWER.format(seconds=seconds, n=n, more=more)
        data = nbformat.writes(answered(student, {"total": answer})).encode()
        return grade(data, source, student, "ada", SECRET)[0]

    return graded


def test_what_costs_too_much_is_ended_and_waits_for_a_person(graded):
    verdict = graded(seconds=10)
    assert reasons(verdict) == {"it is cheap": "total did not come back within 0.5 s"}
    assert verdict.score == 1 and verdict.out_of_time


@pytest.mark.parametrize("habit", [{"seconds": 0.1}, {"seconds": 0, "more": "time.sleep(1)"}])
def test_a_little_more_costs_nothing_and_a_wait_does_not(graded, habit):
    verdict = graded(**habit)
    assert verdict.score == 2 and not verdict.out_of_time, reasons(verdict)


@pytest.mark.parametrize("n", [3, 8])
def test_the_other_calls_may_take_what_a_property_may(graded, n):
    verdict = graded(seconds=1.5, n=n)
    assert verdict.score == 2 and not verdict.out_of_time, reasons(verdict)
