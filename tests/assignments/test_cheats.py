"""Cheats that the tests make themselves, for every answer: none earns more than without its trick.

An answer that gives a constant is a cheat's plain twin. The cheat gives the same, and does
something to its arguments, to what it gives, or at its second call.
"""

import os

import pytest

from tests.assignments.test_answers import QUESTIONS

ALL = os.environ.get("COURSE_TESTS") == "all"
STUDENTS = 20 if ALL else 2

# Before the answer: how a value is made, and what spoils arguments.
TOOLS = """
import copy as _copy
import numpy as _np
from tests.assignments.remembering import remembered as _remembered


def _spoil(value, how):
    if isinstance(value, _np.ndarray):
        if value.flags.writeable:
            value[...] = 0 if how == "zero" else 1
    elif isinstance(value, list):
        for item in value:
            _spoil(item, how)
        if how == "clear":
            value.clear()
    elif isinstance(value, dict):
        for item in value.values():
            _spoil(item, how)
        if how == "clear":
            value.clear()
    elif hasattr(value, "theta"):
        value.theta = 0 * value.theta


def _each(value, change):
    if isinstance(value, (list, tuple)):
        return type(value)(_each(item, change) for item in value)
    if isinstance(value, dict):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, (bool, str)) or value is None:
        return value
    if isinstance(value, (int, float, _np.ndarray, _np.generic)):
        return change(_np.asarray(value))
    return value


# What the reference gives at its first call, changed; always the same from then on. All twins are
# asked the same first, so that it is computed once for them all.
def _plain(change):
    def answer(*args, **kwargs):
        if not _kept:
            _kept.append(_each(_right(*_copy.deepcopy(args), **_copy.deepcopy(kwargs)), change))
        return _kept[0]
    return answer


_kept, _calls, _right = [], [], _remembered({name})
"""
# What the plain twin gives back.
VALUES = {
    "the first right value": "lambda v: v",
    "zeros": "lambda v: 0 * v",
    "ones": "lambda v: 0 * v + 1",
    "NaN": "lambda v: v * _np.nan if v.dtype.kind == 'f' else v",
}
# What the cheat does on top: its body, with `value` to be given back.
TRICKS = {
    "zeroes its arguments": "[_spoil(a, 'zero') for a in (*args, *kwargs.values())]",
    "fills its arguments": "[_spoil(a, 'one') for a in (*args, *kwargs.values())]",
    "clears its arguments": "[_spoil(a, 'clear') for a in (*args, *kwargs.values())]",
    "gives a shape that broadcasts": "value = _each(value, lambda v: v.ravel()[:1])",
    "gives a column that broadcasts": "value = _each(value, lambda v: v.reshape(-1, 1))",
    "gives back the function that it was lent": (
        "value = next((a for a in (*args, *kwargs.values()) if callable(a)), value)"
    ),
    "gives something else at its second call": (
        "_calls.append(1); value = value if len(_calls) % 2 else _each(value, lambda v: v + 1)"
    ),
}
TWIN = """{tools}

_answer = _plain({change})


def {name}(*args, **kwargs):
    value = _answer(*args, **kwargs)
    {trick}
    return value
"""


def held(room, question, answer, who):
    """How many points of all an answer earns, and which properties hold."""
    failed = dict(room.failures(question, answer, who, seconds=20, named=False))
    return room.score(question, failed)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_no_trick_earns_more_than_its_plain_twin(rooms, assignment, question, record_property):
    room, _, _, right = rooms(assignment)
    (name,) = room.functions(question)
    tools = right[question] + TOOLS.replace("{name}", name)
    for value, change in VALUES.items():
        for number in range(STUDENTS):
            who = f"student{number}"
            plain = TWIN.format(tools=tools, change=change, name=name, trick="pass")
            earned = held(room, question, plain, who)
            for trick, body in TRICKS.items():
                cheat = TWIN.format(tools=tools, change=change, name=name, trick=body)
                gained = held(room, question, cheat, who)
                assert gained <= earned, f"{question}: {value}, and {trick}: {who} gains"
    tried = len(VALUES) * len(TRICKS)
    record_property("counted", (f"cheats gain nothing, for {STUDENTS} students each", tried))
