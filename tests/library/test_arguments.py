import numpy as np
import pytest

from course_lib import arguments, arrays


@pytest.mark.parametrize("value", [3, 3.0, np.int8(3), np.float32(3)])
def test_whole_numbers_of_every_kind_become_an_int(value):
    assert type(arguments.whole("n", value)) is int and arguments.whole("n", value) == 3


@pytest.mark.parametrize("value", [0, -1, 2.5, np.nan, np.inf, "3", None, [3]])
def test_what_is_no_whole_number_is_named(value):
    with pytest.raises(ValueError, match="n must be a whole number of at least 1; got"):
        arguments.whole("n", value)


@pytest.mark.parametrize("value", [["a"], [None], [[1], [2, 3]], [1j]])
def test_what_is_no_array_of_numbers_is_named(value):
    with pytest.raises(ValueError, match="x must be an array of numbers"):
        arrays.finite("x", value)


def test_ragged_labels_are_named():
    with pytest.raises(ValueError, match=r"y must be an array of numbers: .*inhomogeneous"):
        arrays.labels("y", [[1], [2, 3]], 2, 4)


def test_ragged_rows_are_named():
    with pytest.raises(ValueError, match=r"x must be an array of numbers: .*inhomogeneous"):
        arrays.rows([[1.0], [2.0, 3.0]], 2, float)
