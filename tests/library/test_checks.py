import numpy as np
import pytest

from course_lib import checks
from course_lib.checks import (
    Report,
    assert_close,
    assert_integer,
    assert_shape,
    numerical_gradient,
    properties,
)

NUMBERS = "a number or an array of numbers was expected"


def run_cell(source, name="<cell>", **names):
    """Run a notebook's cell: its code has a file name of its own."""
    names = {
        "np": np,
        **{n: getattr(checks, n) for n in ("assert_right", "graded", "prop", "report", "returns")},
        **names,
    }
    exec(compile(source, name, "exec"), names)


def test_all_properties_run_and_one_error_names_those_that_fail(capsys):
    cell = """
with prop("two is two"):
    assert 2 == 2
with prop("two is three"):
    assert 2 == 3, "2 is not 3"
with prop("one can be divided"):
    1 / 0
with prop("nothing is said"):
    assert False
report()
"""
    with pytest.raises(AssertionError, match=r"^3 of 4 fail: two is three; one can be divided; no"):
        run_cell(cell)
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "holds: two is two",
        "fails: two is three – 2 is not 3",
        "fails: one can be divided – it raised ZeroDivisionError: division by zero",
        "fails: nothing is said – it does not hold",
    ]


def test_a_check_that_holds_raises_nothing(capsys):
    run_cell('with prop("a"):\n    pass\nreport()')
    assert capsys.readouterr() == ("holds: a\n", "")


def test_a_cell_that_ran_half_never_leaks_into_another(capsys):
    with pytest.raises(KeyboardInterrupt):
        run_cell('with prop("a"):\n    pass\nwith prop("b"):\n    raise KeyboardInterrupt', "one")
    run_cell('with prop("c"):\n    pass\nreport()', "two")
    assert capsys.readouterr().out == "holds: c\n"
    run_cell('with prop("b"):\n    pass\nwith prop("a"):\n    pass\nreport()', "one")
    assert capsys.readouterr().out == "holds: b\nholds: a\n"


def test_a_report_without_properties_says_what_to_do():
    run_cell('with prop("a"):\n    pass\nreport()', "once")
    with pytest.raises(RuntimeError, match="no property has run in this cell: run the whole cell"):
        run_cell("report()", "once")


def test_random_numbers_depend_on_the_name_alone():
    draws = []
    cell = 'with prop("{}") as rng:\n    draws.append(rng.random())'
    for name in ("a", "b", "a"):
        run_cell(cell.format(name), draws=draws)
    properties._public._cells.clear()
    assert draws[0] == draws[2] != draws[1]


def test_a_grader_seeds_and_reads_a_report_of_its_own():
    own, draws = Report(seed_of=lambda name: 7), []
    cell = """
with prop("a", essential=True) as rng:
    draws.append(rng.random())
with prop("b"):
    assert False, "because"
try:
    with prop("c"):
        raise SystemExit
except SystemExit:
    pass
"""
    run_cell(cell, prop=own.prop, draws=draws)
    assert draws == [np.random.default_rng(7).random()]
    results = {name: (r.failure, r.essential) for name, r in own.results.items()}
    assert list(results.items()) == [
        ("a", (None, True)),
        ("b", ("because", False)),
        ("c", ("it did not run to its end", False)),
    ]


def test_reasons_are_one_line_and_of_bounded_length():
    own = Report()
    with own.prop("long"):
        raise ValueError("two\nlines " + "x" * 1000)
    reason = own.results["long"].failure
    assert reason.startswith("it raised ValueError: two lines xxx") and len(reason) == 300


def test_close_numbers_pass():
    assert_close(0.1 + 0.2, 0.3)
    assert_close([[1, 2]], np.array([[1.0, 2.0]]))
    assert_close(np.ones((4, 2)).sum(axis=1), 2)
    assert_close([np.nan, np.inf], [np.nan, np.inf])
    assert_close(np.float32(0.1), 0.1, rtol=1e-6)
    assert_close([], [])


@pytest.mark.parametrize(
    "actual, expected, sentence",
    [
        (np.ones(3), np.ones((3, 2)), "the shape must be (3, 2); yours is (3,)"),
        (1.0, [1.0], "the shape must be (1,); yours is ()"),
        (None, 1, "nothing came back (None): is there a return?"),
        ("1", 1, f"{NUMBERS}; yours is of type str"),
        (True, 1, f"{NUMBERS}; yours is of type bool"),
        ({}, 1, f"{NUMBERS}; yours is of type dict"),
        (1 + 1j, 1, f"{NUMBERS}; yours is of type complex"),
        (np.array([True]), 1, f"{NUMBERS}; yours is of type array of bool"),
        ([[1], [1, 2]], 1, "an array of numbers was expected; your rows differ in length"),
        (np.nan, 1, "it is not a number (NaN)"),
        ([np.nan, 1, np.nan], [1, 1, 1], "2 of 3 numbers are not a number (NaN)"),
        (1.5, 1.3, "the number is not right, difference 0.2"),
        ([1.5, 1.3, 2], [1.3, 1.3, 2], "1 of 3 numbers is not right, largest difference 0.2"),
        ([1.0, 2.0], [1.5, 4.0], "2 of 2 numbers are not right, largest difference 2"),
        (np.inf, 1, "the number is not right, difference inf"),
        ([1.0], [np.nan], "1 of 1 numbers is not right, largest difference nan"),
    ],
)
def test_the_message_teaches_and_hides_what_was_expected(actual, expected, sentence):
    with pytest.raises(AssertionError) as caught:
        assert_close(actual, expected)
    assert str(caught.value) == sentence
    with pytest.raises(AssertionError) as caught:
        assert_close(actual, expected, "the answer")
    assert str(caught.value) == "the answer: " + sentence


def test_shapes():
    assert_shape([[1, 2]], (1, 2))
    assert_shape(3, ())
    with pytest.raises(AssertionError, match=r"^h: the shape must be \(2,\); yours is \(\)$"):
        assert_shape(3, (2,), "h")
    with pytest.raises(AssertionError, match=r"^h: nothing came back \(None\)"):
        assert_shape(None, (2,), "h")
    with pytest.raises(AssertionError, match="array of numbers was expected; your rows differ"):
        assert_shape([[1], [1, 2]], (2, 2))


def test_integers_are_taken_in_every_honest_form():
    for value in (80, 80.0, np.int32(80), np.float64(80), np.array(80)):
        assert_integer(value, 80)


@pytest.mark.parametrize(
    "value, sentence",
    [
        (79, "the count: 79 is not right"),
        (79.5, "the count: it must be a whole number; yours is 79.5"),
        (True, f"the count: {NUMBERS}; yours is of type bool"),
        ("80", f"the count: {NUMBERS}; yours is of type str"),
        ([80], "the count: it must be a single number; yours has the shape (1,)"),
        (None, "the count: nothing came back (None): is there a return?"),
        (np.inf, "the count: it must be a whole number; yours is inf"),
        (np.nan, "the count: it must be a whole number; yours is nan"),
    ],
)
def test_other_integers_and_other_things_fail(value, sentence):
    with pytest.raises(AssertionError) as caught:
        assert_integer(value, 80, "the count")
    assert str(caught.value) == sentence


def test_large_integers_are_compared_exactly():
    assert_integer(2**60 + 1, 2**60 + 1)
    with pytest.raises(AssertionError, match="is not right"):
        assert_integer(2**60 + 1, 2**60)


def test_numerical_gradients_have_the_shape_of_x_and_leave_it_alone():
    x = np.array([[1.0, 2.0], [-3.0, 0.5]])
    before = x.copy()
    gradient = numerical_gradient(lambda x: (x**3).sum(), x)
    np.testing.assert_allclose(gradient, 3 * x**2, atol=1e-8)
    assert (x == before).all()
    assert numerical_gradient(lambda x: x * x, 3.0) == pytest.approx(6)


def test_nothing_is_not_close_to_a_number():
    with pytest.raises(AssertionError, match=r"^the sums: it is empty$"):
        assert_close([], 1, "the sums")
    assert_close([], [])


def test_a_gradient_is_taken_of_a_single_number():
    with pytest.raises(ValueError, match=r"f must return a single number; got the shape \(2,\)"):
        numerical_gradient(lambda x: x**2, np.ones(2))


def test_one_array_without_numbers_is_as_good_as_another():
    assert_close(np.zeros((0,)), np.zeros((0, 3)), "the output for no row")
    assert_shape([], (0, 3))
    with pytest.raises(AssertionError, match=r"the shape must be \(1, 3\); yours is \(0, 3\)"):
        assert_close(np.zeros((0, 3)), np.zeros((1, 3)))


@pytest.mark.parametrize(
    ("dtype", "off", "holds"),
    [
        (np.float64, 1e-4, False),
        (np.float32, 1e-5, True),
        (np.float32, 1e-2, False),
        (np.float16, 1e-3, True),
        (np.float16, 10, False),
    ],
)
def test_how_far_numbers_may_be_off_depends_on_how_exact_they_can_be(dtype, off, holds):
    expected = np.array([1.0, 100.0, 1e-3])  # the last may be a difference of large ones
    actual = (expected + off * np.array([1, 1, 0.1])).astype(dtype)
    if holds:
        assert_close(actual, expected)
    else:
        with pytest.raises(AssertionError):
            assert_close(actual, expected)
