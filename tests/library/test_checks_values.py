"""What an answer may give back, and what the checks see of it."""

import array
import collections
import enum
import fractions
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pytest

from course_lib import MLP
from course_lib.checks.contracts import Contract
from course_lib.checks.values import REFUSED, Refused, laid_out, layout_of, plain


class Pair(NamedTuple):
    n_in: int
    n_out: int


class Level(enum.IntEnum):
    LOW = 1


class Rows(np.ndarray):
    pass


class Own(list):
    pass


PLAIN = [
    (Pair(1, 2), (1, 2)),
    (collections.deque([1, 2]), [1, 2]),
    (collections.OrderedDict(a=1), {"a": 1}),
    (collections.defaultdict(list, a=[1]), {"a": [1]}),
    (collections.Counter("aab"), {"a": 2, "b": 1}),
    (collections.UserList([1]), [1]),
    (range(3), [0, 1, 2]),
    ({"a": 1}.keys(), ["a"]),
    ({"a": 1}.items(), [("a", 1)]),
    (Own([1, Pair(2, 3)]), [1, (2, 3)]),
    (Level.LOW, 1),
    (np.int8(-3), -3),
    (np.bool_(True), True),
    (np.float64(0.5), 0.5),
    (np.str_("a"), "a"),
    (fractions.Fraction(1, 4), 0.25),
    (Decimal("0.5"), 0.5),
    ({1, np.int64(2)}, {1, 2}),
    (None, None),
]


@pytest.mark.parametrize(("value", "expected"), PLAIN, ids=lambda value: type(value).__name__)
def test_whatever_its_writer_found_natural_becomes_plain(value, expected):
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "value",
    [np.ones(2).view(Rows), array.array("d", [1, 2]), memoryview(np.ones(2)), np.ones(2)[::-1]],
    ids=lambda value: type(value).__name__,
)
def test_arrays_of_any_kind_become_new_plain_arrays(value):
    found = plain(value)
    assert type(found) is np.ndarray
    np.testing.assert_array_equal(found, np.asarray(value))
    assert not np.shares_memory(found, np.asarray(value))


def test_how_exact_a_number_is_stays_with_it():
    assert plain(np.float32(0.1)).dtype == np.float32
    assert plain(np.ones(2, np.float32)).dtype == np.float32


def test_a_network_comes_as_a_copy():
    net = MLP([2, 2])
    taken = plain(net)
    net.theta += 1
    assert not np.array_equal(taken.theta, net.theta)


REFUSED_VALUES = {
    "generator": lambda: (n for n in range(3)),
    "iterator": lambda: zip([1], [2], strict=True),
    "random": lambda: np.random.default_rng(),
    "masked": lambda: np.ma.masked_array([1, 2], [0, 1]),
    "objects": lambda: np.array([None, "a"]),
    "object": lambda: object(),
    "large": lambda: np.zeros(9_000_000),
}


@pytest.mark.parametrize("kind", REFUSED_VALUES)
def test_what_is_refused_is_called_by_its_name(kind):
    with pytest.raises(Refused) as refused:
        plain(REFUSED_VALUES[kind]())
    assert str(refused.value) == REFUSED[kind]


@pytest.mark.parametrize("layout", ["C", "F", "gaps"])
def test_an_array_is_laid_out_as_asked(layout):
    x = np.arange(6).reshape(2, 3)
    found = laid_out(x, layout, writeable=False)
    assert layout_of(found) == layout and not found.flags.writeable
    np.testing.assert_array_equal(found, x)


TAKEN = [
    ("array (n, m)", [[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
    ("array", 0.5, np.array(0.5)),
    ("float", np.array(0.5), 0.5),
    ("float", 3, 3.0),
    ("int", 3.0, 3),
    ("int", np.array(3), 3),
    ("bool", True, True),
    ("bool", 1, True),
    ("list of pair of text", {("a", "b")}, [["a", "b"]]),
    ("list of pair of int", np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
    ("list of pair of int", ((1, 2), [3, 4.0]), [[1, 2], [3, 4]]),
    ("list of pair of int", [], []),
    ("dict of text to 3 of float", {"a": (1, 2, 3)}, {"a": [1.0, 2.0, 3.0]}),
    ("normal array (2,), offset float", [[1, 0], 2], (np.array([1, 0]), 2.0)),
    ("w array (1, n), b array (n,), v array (n, 1)", [[[]], [], []], None),
]


@pytest.mark.parametrize(("text", "value", "expected"), TAKEN)
def test_what_fits_is_taken_in_one_form(text, value, expected):
    found = Contract(text).take(plain(value), "f")
    if expected is None:
        assert [part.shape for part in found] == [(1, 0), (0,), (0, 1)]
    else:
        assert type(found) is type(expected)
        np.testing.assert_equal(found, expected)


WRONG = [
    ("array (n, m)", np.ones(3), "f gave back the shape (3,); (n, m) was expected"),
    ("array (n, 2)", np.ones((3, 1)), "f gave back the shape (3, 1); (n, 2) was expected"),
    ("array (n, n)", np.ones((3, 2)), "(n, n) was expected"),
    ("array (n,)", np.ones((400, 1)), "f gave back the shape (400, 1); (n,) was expected"),
    ("array", "text", "f gave back a text; an array of numbers was expected"),
    ("array", [[1], [2, 3]], "f gave back rows of different lengths; an array was expected"),
    ("array", [True], "f gave back an array of truth values, of shape (1,)"),
    ("array", None, "f: nothing came back (None): is there a return?"),
    ("float", np.ones(1), "f gave back an array of shape (1,); a single number was expected"),
    ("float", True, "f gave back a truth value; a single number was expected"),
    ("int", 2.5, "f gave back 2.5; a whole number was expected"),
    ("int", float("nan"), "f gave back nan; a whole number was expected"),
    ("int up to 1000", 300_000_000, "f gave back a number larger than 1000 in size"),
    ("bool", 2, "f gave back a number; True or False was expected"),
    ("list of int", {1: 2}, "f gave back a dictionary; a list was expected"),
    ("list of pair of int", [(1, 2, 3)], "f gave back a tuple of 3; 2 were expected"),
    ("w array (2, 2), b array (2,)", 1, "f gave back a number; 2 values (w, b) was expected"),
    (
        "w array (n, m), b array (m,)",
        (np.ones((2, 3)), np.ones(1)),
        "f gave back a wrong b: the shape (1,); (m,) was expected with m = 3",
    ),
    ("MLP", [1], "f gave back a list of 1; a network (MLP) was expected"),
    ("function", 1, "f gave back a number; a function was expected"),
]


@pytest.mark.parametrize(("text", "value", "sentence"), WRONG)
def test_what_does_not_fit_is_said_in_a_sentence(text, value, sentence):
    with pytest.raises(AssertionError) as wrong:
        Contract(text).take(plain(value), "f")
    assert sentence in str(wrong.value)


@pytest.mark.parametrize(
    "text",
    ["", "flaot", "array (n, m", "list float", "dict of text", "int up to many", "float; int", "3"],
)
def test_a_contract_that_cannot_be_read_says_where(text):
    with pytest.raises(ValueError, match="what comes back cannot be read"):
        Contract(text)
