"""Functions that the checks hand to an answer have the parameters that its docstring names.

A docstring that says `run: function of (hidden, activation, seed)` is a promise: the answer may
call `run(hidden=[3], activation="tanh", seed=0)`. Functions of numpy are free, and so is what a
docstring calls a function from one thing to another.
"""

import inspect
import re

import numpy as np
import pytest

from grading.writing.release import assignments

PROMISE = re.compile(r"^ *(\w+): function of \((\w+(?:, \w+)*)\)", re.MULTILINE)
SPY = """

from tests.assignments.test_call_backs import watched

{name} = watched({name}, {promised})
"""


def promises(source):
    """NAME -> the parameters that a docstring says its function has."""
    return {name: names.split(", ") for name, names in PROMISE.findall(source)}


def watched(answer, promised):
    """An answer that fails where a function that it gets does not keep what was promised."""
    signature = inspect.signature(answer)

    def call(*args, **kwargs):
        given = signature.bind(*args, **kwargs).arguments
        for name, parameters in promised.items():
            if not isinstance(given[name], np.ufunc):
                found = list(inspect.signature(given[name]).parameters)
                assert found == parameters, f"{name} is a function of {found}"
        return answer(*args, **kwargs)

    return call


@pytest.mark.parametrize("assignment", assignments())
def test_call_backs_have_the_parameters_that_the_docstring_names(rooms, assignment):
    room, _, _, right = rooms(assignment)
    for question in room.questions:
        promised = promises(right[question])
        if promised:
            (name,) = room.functions(question)
            spy = SPY.format(name=name, promised=promised)
            failed = dict(room.failures(question, right[question] + spy, seconds=20))
            assert not failed, f"{question}: {failed}"


def test_a_promise_is_read_from_a_docstring():
    text = "    f: function from array to array\n    run: function of (hidden, seed) that returns\n"
    assert promises(text) == {"run": ["hidden", "seed"]}
    assert promises("    f: function of (n, x): what it gives") == {"f": ["n", "x"]}
    assert not promises("    f: function of an array (n,) to a number")


def test_another_name_than_the_promised_one_is_noticed():
    call = watched(lambda run, x: run(x), {"run": ["x"]})
    assert call(lambda x: x, 1) == call(x=1, run=np.positive) == 1
    with pytest.raises(AssertionError, match="run is a function of \\['y'\\]"):
        call(lambda y: y, 1)
