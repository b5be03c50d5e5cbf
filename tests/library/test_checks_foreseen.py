"""What a check foretells: the points, and what is right where it does not say it."""

import numpy as np
import pytest

from course_lib.checks import CheckFailed, assert_nearly_right, assert_right
from course_lib.checks.expected import Known, expecting, packed, unpacked
from course_lib.checks.reference import Recorder, Reference
from tests.library.test_checks import run_cell

CELL = """
returns(f="float")
graded(points={points}, hidden={hidden})
with prop("a", essential=True):
    assert {a}
with prop("b"):
    assert {b}
report()
"""


@pytest.mark.parametrize(
    ("points", "hidden", "a", "b", "foretold"),
    [
        (4, 0, True, True, "4 of 4 points"),
        (4, 0, True, False, "2 of 4 points"),
        (4, 0, False, True, "0 of 4 points"),
        (
            4,
            2,
            True,
            True,
            "from 2 to 4 of 4 points: 2 more properties are tried when it is graded",
        ),
        (3, 1, True, False, "from 1 to 2 of 3 points: 1 more property is tried when it is graded"),
        (3, 1, False, True, "0 of 3 points"),
    ],
)
def test_the_report_foretells_the_points(capsys, points, hidden, a, b, foretold):
    try:
        run_cell(CELL.format(points=points, hidden=hidden, a=a, b=b))
    except CheckFailed as failed:
        assert failed._render_traceback_() == [str(failed)]
    assert capsys.readouterr().out.splitlines()[-1] == foretold


def test_a_check_leaves_the_notebooks_names_alone(capsys):
    names = {"__name__": "nb", "x": 1, "f": lambda: 2.0}
    cell = CELL.format(points=1, hidden=0, a="f() == 2", b="True")
    cell = cell.replace('with prop("b"):', 'x, extra = 5, 6\nwith prop("b"):\n    w = 3')
    before = dict(names)
    exec_in(names, cell)
    assert {k: v for k, v in names.items() if k != "__builtins__"} == before


def exec_in(names, cell):
    """Run a cell among names of a notebook, which imports what it needs."""
    from course_lib.checks import graded, prop, report, returns

    names |= {"graded": graded, "prop": prop, "report": report, "returns": returns}
    try:
        exec(compile(cell, "<a cell of its own>", "exec"), names)
    finally:
        for name in ("graded", "prop", "report", "returns"):
            names.pop(name, None)


def dense(x, w):
    return x @ w


def turned(x, w):
    return (x @ w).T


def known_of(mistakes, *calls):
    """What a notebook knows of these calls of `dense`."""
    sentences = []
    recorder = Recorder({"dense": dense}, {"dense": mistakes}, sentences)
    with expecting(recorder):
        for call in calls:
            assert_right(dense, *call)
    return Known(unpacked(packed({"calls": recorder.calls}))["calls"], sentences)


CALLS = (np.ones((2, 3)), np.eye(3)), (np.ones((1, 2)), np.ones((2, 4)))


def test_a_right_answer_is_recognised_call_by_call():
    with expecting(known_of([], *CALLS)):
        for call in CALLS:
            assert_right(lambda x, w: np.dot(x, w), *call)
        with pytest.raises(RuntimeError, match="nothing is known of dense"):
            assert_right(dense, *CALLS[0])


@pytest.mark.parametrize("where", ["notebook", "grading"])
def test_a_known_mistake_is_named_and_another_is_not(where):
    def answer(x, w):
        return (x @ w).T

    def other(x, w):
        return x @ w + 1

    answer.__name__ = other.__name__ = "dense"
    mistakes = [("this is the transpose", turned)]
    for wrong, sentence in [(answer, "not right: this is the transpose"), (other, "not right")]:
        knows = known_of(mistakes, *CALLS)
        if where == "grading":
            knows = Reference({"dense": dense}, {"dense": mistakes})
        with expecting(knows), pytest.raises(AssertionError, match=sentence) as raised:
            assert_right(wrong, *CALLS[0])
        assert ("transpose" in str(raised.value)) == (wrong is answer)


@pytest.mark.parametrize("where", ["notebook", "grading"])
def test_a_mistake_that_raises_is_recognised_by_what_it_raises(where):
    def answer(x, w):
        return x @ w.T

    def weights_turned(x, w):
        return x @ w.T

    answer.__name__ = "dense"
    mistakes = [("the weights are turned round", weights_turned)]
    knows = known_of(mistakes, *CALLS)
    if where == "grading":
        knows = Reference({"dense": dense}, {"dense": mistakes})
    with expecting(knows):
        assert_right(answer, *CALLS[0])  # of the unit matrix nobody can tell
        with pytest.raises(AssertionError, match="the weights are turned round"):
            assert_right(answer, *CALLS[1])


@pytest.mark.parametrize("where", ["notebook", "grading"])
def test_two_mistakes_may_have_one_sentence(where):
    def with_tanh(x, w):
        return np.tanh(x @ w)

    def with_relu(x, w):
        return np.maximum(x @ w - 1, 0)

    sentence = "an activation was applied"
    mistakes = [(sentence, with_tanh), (sentence, with_relu)]
    for wrong in (with_tanh, with_relu):
        answer = lambda x, w, wrong=wrong: wrong(x, w)  # noqa: E731
        answer.__name__ = "dense"
        knows = known_of(mistakes, *CALLS)
        if where == "grading":
            knows = Reference({"dense": dense}, {"dense": mistakes})
        with expecting(knows), pytest.raises(AssertionError, match=sentence):
            assert_right(answer, *CALLS[0])


SAME_AND_WRONG = [
    (np.array([True, False]), np.array([True, False]), np.array([True, True])),
    (["a", "b"], ["a", "b"], ["a", "c"]),
    ("text", "text", "taxt"),
    (None, None, 3),
    (np.array([1, 2]), np.array([1, 2]), np.array([1, 3])),
    # What a check's own function makes of an answer is numpy's where the answer was.
    (True, np.bool_(True), np.bool_(False)),
    (True, True, False),
    (np.bool_(True), True, False),
    (3, np.int64(3), np.int64(4)),
    (np.int64(3), 3, 4),
]


@pytest.mark.parametrize(("right", "same", "wrong"), SAME_AND_WRONG, ids=repr)
def test_what_a_notebook_accepts_grading_accepts(right, same, wrong):
    for value, holds in [(right, True), (same, True), (wrong, False)]:
        recorder = Recorder({"f": lambda: right}, {}, [])
        with expecting(recorder):
            assert_right(named_f(right))
        for knows in Known(recorder.calls, []), Reference({"f": lambda: right}, {}):
            with expecting(knows):
                if holds:
                    assert_right(named_f(value))
                else:
                    with pytest.raises(AssertionError):
                        assert_right(named_f(value))


def named_f(value):
    def f():
        return value

    return f


def test_an_error_that_is_no_known_mistake_stays_what_it_is():
    def answer(x, w):
        raise KeyError("mine")

    answer.__name__ = "dense"
    with expecting(known_of([], *CALLS)), pytest.raises(KeyError, match="mine"):
        assert_right(answer, *CALLS[0])


@pytest.mark.parametrize("where", ["notebook", "grading"])
def test_where_many_answers_are_right_what_they_have_in_common_is_asked(where):
    """A function of the check's own calls the answer; the reference stands in for it."""

    def line(x):  # a normal, of any length
        return np.array([1.0, 2.0])

    def longer(x):
        return np.array([3.0, 6.0])

    def turned_round(x):
        return np.array([-1.0, -2.0])

    names = {"np": np, "line": line}
    exec("def side(x):\n    return np.sign(x @ line(x))", names)
    x, mistakes = np.eye(2), {"line": [("it points the other way", turned_round)]}
    recorder = Recorder({"line": line}, mistakes, sentences := [])
    with expecting(recorder):
        assert_right(names["side"], x)
    knows = Known(recorder.calls, sentences)
    if where == "grading":
        knows = Reference({"line": line}, mistakes)
    names["line"] = longer
    with expecting(knows):
        assert_right(names["side"], x)
    assert names["line"] is longer
    names["line"] = turned_round
    knows = Known(recorder.calls, sentences) if where == "notebook" else knows
    with expecting(knows), pytest.raises(AssertionError, match="it points the other way"):
        assert_right(names["side"], x)


@pytest.mark.parametrize("where", ["notebook", "grading"])
def test_nearly_right_is_right_to_three_digits(where):
    def answer(x, w):
        return (x @ w) * (1 + 1e-5)

    def worse(x, w):
        return (x @ w) * 1.1

    answer.__name__ = worse.__name__ = "dense"
    for function, right in [(answer, True), (worse, False)]:
        knows = known_of([], *CALLS)
        if where == "grading":
            knows = Reference({"dense": dense}, {})
        with expecting(knows):
            if right:
                assert_nearly_right(function, *CALLS[0])
            else:
                with pytest.raises(AssertionError, match="not right"):
                    assert_nearly_right(function, *CALLS[0])


def test_a_call_is_put_in_words_only_where_it_is_not_right():
    class Silent(list):
        def __repr__(self):
            raise RuntimeError("it was put in words")

    def parts(numbers):
        return [numbers[0], numbers[1:]]

    with expecting(Reference({"parts": parts}, {})):
        assert_right(parts, Silent([1.5, 2.5]))


def test_without_a_check_around_it_nothing_is_known():
    with pytest.raises(RuntimeError, match="run the whole cell"):
        assert_right(dense, *CALLS[0])


def test_an_error_says_in_which_line_of_the_students_cell_it_came(capsys):
    import linecache

    names = {"__name__": "nb"}
    source = "def f():\n    x = 1\n    return x / 0"
    linecache.cache["<answer>"] = (len(source), None, source.splitlines(True), "<answer>")
    exec(compile(source, "<answer>", "exec"), names)
    with pytest.raises(CheckFailed):
        exec_in(names, CELL.format(points=1, hidden=0, a="f()", b="True"))
    said = capsys.readouterr().out
    assert "ZeroDivisionError: division by zero, in line 3 of its cell: return x / 0" in said
