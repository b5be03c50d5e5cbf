"""Answers as the checks call them: on copies, by contract, one way after another."""

import contextlib

import numpy as np
import pytest

from course_lib import checks
from course_lib.checks import assert_unchanged, vary
from course_lib.checks.changes import forget
from course_lib.checks.variations import TRIALS
from tests.library.test_checks import run_cell


def notebook(answer):
    """The names of a notebook in which a cell with an answer has run."""
    names = {"np": np, **vars(checks)}
    exec(compile(answer, "<answer>", "exec"), names)
    return names


def report_of(names, check, capsys):
    """What a check cell prints; whether all properties hold."""
    with contextlib.suppress(AssertionError):
        exec(compile(check + "\nreport()", "<check>", "exec"), names)
    return capsys.readouterr().out


CHECK = """
returns(halves="array (n,)")
with prop("a half is half") as rng:
    x = np.array([1.0, 4.0])
    assert_close(halves(x), [0.5, 2], "the halves")
    assert_close(x, [1, 4], "x afterwards")
with prop("x is left alone"):
    x = np.array([1.0, 4.0])
    halves(x)
    assert_unchanged(x, "x")
"""


def test_the_objects_of_a_check_never_change_and_a_change_is_noticed(capsys):
    names = notebook("def halves(x):\n    x /= 2\n    return x")
    said = report_of(names, CHECK, capsys)
    assert "holds: a half is half" in said
    assert "fails: x is left alone – x has been changed; work on a copy" in said


def test_after_a_check_the_answer_is_the_students_own_again(capsys):
    names = notebook("def halves(x):\n    return x / 2")
    mine = names["halves"]
    assert "fails" not in report_of(names, CHECK, capsys)
    assert names["halves"] is mine
    report_of(names, CHECK.replace("assert_close(x,", "1 / 0, assert_close(x,"), capsys)
    assert names["halves"] is mine


def test_an_answer_that_calls_itself_finds_itself(capsys):
    """Its own results on the way need not be what comes back at the end."""
    names = notebook(
        "def total(x, deep=False):\n"
        "    inner = None if len(x) < 2 else total(x[1:], deep=True)\n"
        "    return [inner] if deep else float(sum(x))"
    )
    check = 'returns(total="float")\nwith prop("p"):\n    assert total([1, 2, 3]) == 6'
    assert report_of(names, check, capsys) == "holds: p\n"


def test_an_answer_finds_its_own_names_and_a_call_back_those_of_the_check(capsys):
    names = notebook(
        "calls = 0\ndef middle(x):\n    return x / 2\n"
        "def g(f, x):\n    global calls\n    calls += 1\n    return f(middle(x)) + calls"
    )
    check = """
returns(g="float")
def middle(x):
    return x + 100
with prop("p"):
    def f(x):
        return middle(x)
    calls = 50
    assert g(f, 2.0) == 102
    assert g(f=f, x=2.0) == 103
    assert calls == 50
"""
    assert report_of(names, check, capsys) == "holds: p\n"
    assert names["middle"](2.0) == 1 and names["calls"] == 2


def test_what_comes_back_is_said_as_in_grading(capsys):
    check = 'returns(f="array (n,)")\nwith prop("p"):\n    f()'
    said = report_of(notebook("def f():\n    yield 1"), check, capsys)
    assert "fails: p – f gave back a generator; return a list or an array" in said
    said = report_of(notebook("f = 3"), check, capsys)
    assert "fails: p – f is a number, and must be a function" in said
    said = report_of(notebook("def f():\n    return [[1, 2]]"), check, capsys)
    assert "fails: p – f gave back the shape (1, 2); (n,) was expected" in said


def test_a_check_without_an_opening_line_calls_the_answer_itself(capsys):
    run_cell('with prop("p"):\n    assert f() == {1}\nreport()', f=lambda: {1})
    assert capsys.readouterr().out == "holds: p\n"


def row_sums(x, w=None):
    return np.asarray(x, float).sum(axis=-1)


def test_an_honest_answer_passes_every_trial():
    forget()
    x = np.random.default_rng(0).normal(size=(4, 3))
    vary(row_sums, {"x": x}, also=["lists", "one row", "no row"], rows=["x"])
    vary(np.tanh, {"x": x}, also=["a number"], rows=["x"], skip={"arguments by name": "a ufunc"})


def test_an_answer_may_compute_in_float32_and_hide_it():
    x = np.random.default_rng(0).uniform(1, 2, size=50)
    vary(lambda x: float(np.mean(np.exp(x) - 4)), {"x": x})
    vary(lambda x: (np.exp(x) - 4).tolist(), {"x": x})
    vary(lambda t: (t + np.float32([0.7, -0.3])).tolist(), {"t": 0.3})
    vary(lambda t: [t + 1e300], {"t": 0.3})


def test_kinds_of_arrays_are_tried_where_there_is_an_array_alone():
    calls = []
    vary(lambda n, name: calls.append(n) or [name], {"n": 3, "name": "a"})
    assert [type(n) for n in calls] == [int, int, np.int64, int]  # the usual call is made once
    calls.clear()
    vary(lambda pair: calls.append(1) or 0, {"pair": (1, [np.ones(2)])})
    assert len(calls) == 1 + len(TRIALS) + 1  # whole numbers are other numbers


def test_what_is_not_the_same_twice_is_told_of_the_second_call_and_asked_for_its_seed():
    forget()
    numbers = np.random.default_rng()
    with pytest.raises(AssertionError, match=r"^with a second call: .*drawn from the seed"):
        vary(lambda x, seed: numbers.normal(size=len(x)), {"x": np.ones(3), "seed": 7})
    with pytest.raises(AssertionError, match=r"^with a second call: (?!.*seed)"):
        vary(lambda x: numbers.normal(size=len(x)), {"x": np.ones(3)})


def collected(x):
    out = np.zeros(len(x))
    for i, row in enumerate(x):
        out[i] = row.sum()  # of float32, if x is
    return out


def test_what_was_computed_in_float32_need_not_be_returned_in_it():
    forget()
    x = np.random.default_rng(0).normal(size=(40, 300))
    assert collected(x.astype(np.float32)).dtype == float
    vary(collected, {"x": x})


def in_place(x):
    x -= x.mean()
    return x


def writes_into_it(x):
    x[0] = x[0]
    return x


def of_its_own_type(x):
    out = np.zeros_like(x)
    out[...] = x / 2
    return out


def half_precision(x):
    return x.astype(np.float16).astype(x.dtype)


def another_each_time(x, calls=[]):  # noqa: B006
    calls.append(1)
    return x + len(calls)


def other_name(z):
    return z


def one_row_flat(x):
    return x[0] if len(x) == 1 else x


def contiguous_only(x):
    return x if x.flags.c_contiguous else x + 1


WRONG = {
    "whole numbers: of_its_own_type: ": of_its_own_type,
    "with a second call: another_each_time: ": another_each_time,
    "whole numbers: UFuncTypeError: ": in_place,
    "read-only: ValueError: ": writes_into_it,
    "by name: ": other_name,
    "one row: one_row_flat: the shape must be (1, 3)": one_row_flat,
    "gaps in memory: contiguous_only: ": contiguous_only,
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_wrong_answer_fails_at_the_trial_that_is_made_for_it(sentence):
    forget()
    x = np.random.default_rng(0).normal(size=(4, 3))
    with pytest.raises((AssertionError, TypeError, ValueError)) as failed:
        vary(WRONG[sentence], {"x": x}, also=["one row"], rows=["x"])
    assert sentence in str(failed.value)


def test_a_trial_is_left_out_by_its_name_and_with_a_reason():
    x = np.array([1.0, 2.0, 4.0])
    vary(of_its_own_type, {"x": x}, skip={"whole numbers": "places are measured, not counted"})
    with pytest.raises(ValueError, match=r"no trial \['whole'\]; there are"):
        vary(of_its_own_type, {"x": x}, skip={"whole": "?"})
    assert "whole numbers" in TRIALS


def test_what_a_call_changed_is_asked_for_by_the_object(capsys):
    names = notebook("def f(x, rows):\n    rows[0][0] = 9\n    return 1.0")
    check = """
returns(f="float")
with prop("p"):
    x, rows = np.zeros(2), [np.zeros(2)]
    f(x, rows)
    assert_unchanged(x, "x")
    assert rows[0][0] == 0
    assert_unchanged(rows, "rows")
"""
    assert "rows has been changed" in report_of(names, check, capsys)
    assert assert_unchanged(np.zeros(1)) is None
