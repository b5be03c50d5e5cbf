"""Cheating in a plain assignment: whatever a submission does to Python, its tests are not there."""

import json

import pytest

from sandbox.limits import Limits
from tests.tools.plain_course import (
    answer,
    free,
    graded,
    hidden,
    locked,
    plain_course,
    scores,
    solutions_of,
    test_cell,
)

pytestmark = pytest.mark.slow(20)
test_cell.__test__ = False  # a cell, not a test

SECRET = "secret_7919"
CELLS = [
    free("import numpy as np"),
    locked("helper", "def close(a, b):\n    return abs(a - b) < 1e-9\nexpected = [1, 4, 9]"),
    answer("squares", "def squares(n):\n    return [i * i for i in range(1, n + 1)]"),
    test_cell("seen", "assert squares(3) == expected\nassert np.allclose(squares(2), [1, 4])"),
    test_cell("helped", "assert close(sum(squares(3)), 14)"),
    test_cell("unseen", hidden(f"{SECRET} = [1]\nassert squares(1) == {SECRET}, '{SECRET}'")),
    test_cell("raises", "try:\n    squares('x')\nexcept TypeError:\n    pass\nelse:\n"
              "    raise AssertionError('no error')"),
]  # fmt: skip
WRONG = "def squares(n):\n    return []\n"
LIAR = """
class Liar(list):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = None
    __array__ = lambda self, *a, **k: 1 / 0
    __iter__ = lambda self: iter([1, 4, 9])
"""
TRICKS = {
    "an equal to everything": LIAR + "def squares(n):\n    return Liar()",
    "numpy patched": WRONG + "np.allclose = lambda *a, **k: True\n"
    "import numpy; numpy.allclose = np.allclose",
    "builtins patched": WRONG + "import builtins\nbuiltins.abs = builtins.sum = lambda *a: 0\n"
    "builtins.AssertionError = ZeroDivisionError\nAssertionError = ZeroDivisionError\nsum = abs",
    "the helper and what is expected defined anew": WRONG
    + "close = lambda a, b: True\nexpected = []",
    "the caller's frames": WRONG + "import sys\ndef squares(n):\n    f = sys._getframe()\n"
    "    while f:\n        f.f_globals.update(expected=[], close=lambda a, b: True)\n"
    "        f = f.f_back\n    return []",
    "the message of the wall": WRONG + "import socket\nsocket.socket.sendall = "
    "lambda self, data: None",
    "an exit": WRONG + "import os\ndef squares(n):\n    os._exit(0)",
    "itself": "def squares(n):\n    return squares",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("cheating")
    books = {name: {name: CELLS} for name in ("ps", "allowed")}
    return plain_course(root, books, settings='tests_in_students_room = ["allowed"]\n')


def test_the_honest_one_gets_all(course):
    assert graded(course, "ps", solutions_of(course, "ps", "ps")).score == 4


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_gains_nothing(course, trick):
    limits = Limits(property_seconds=2)  # of which the far backstop is four times as much
    found = scores(graded(course, "ps", {"squares": TRICKS[trick]}, limits=limits))
    assert not any(found.values())


def test_a_hidden_test_never_enters_the_student_s_room(course):
    spy = """
import sys
def squares(n):
    frames, f = [], sys._getframe()
    while f:
        frames.append(repr(f.f_globals) + repr(f.f_locals))
        f = f.f_back
    return [1] if "".join(["secret", "_7919"]) in " ".join(frames) else []
"""
    assert scores(graded(course, "ps", {"squares": spy}))["unseen"] == 0


@pytest.mark.parametrize("assignment", ["ps", "allowed"])
def test_nothing_hidden_is_told(course, assignment):
    """Where the tests run in the student's room a program can see them; it cannot say so."""
    loud = """
import sys
def squares(n):
    f, seen = sys._getframe(), []
    while f:
        seen.append(repr(f.f_code.co_names) + repr(f.f_globals.get('In', '')))
        f = f.f_back
    print(*seen)
    raise ValueError(' '.join(seen))
"""
    verdict = graded(course, assignment, {"squares": loud})
    told = json.dumps(verdict.as_dict()) + repr(verdict.cells) + verdict.checks[2].report()
    assert verdict.score == 0 and SECRET not in told
