"""What a network refuses, in words."""

import numpy as np
import pytest

from course_lib import MLP, count_parameters
from tests.library.test_network import LABELS, X, small


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: MLP([4]), r"sizes must list an input and an output layer at least; got \[4\]"),
        (lambda: MLP([]), "sizes must list an input"),
        (
            lambda: MLP([4, 0, 3]),
            r"each of the sizes \[4, 0, 3\] must be a whole number of at least 1; got 0",
        ),
        (lambda: MLP([4, -1, 3]), "must be a whole number of at least 1"),
        (lambda: MLP([4, 2.5, 3]), "must be a whole number of at least 1"),
        (lambda: MLP(4), "sizes must list an input and an output layer at least; got 4"),
        (lambda: MLP(["4", 3]), "must be a whole number of at least 1"),
        (lambda: MLP([4, 6, 3], "tangh"), "unknown activation 'tangh'; choose from linear, relu"),
        (lambda: MLP([4, 6, 3], ["tanh"] * 2), "one for each of 1 hidden layers; got 2"),
        (lambda: MLP([4, 3], dtype=int), "dtype must be float64 or float32; got int64"),
        (lambda: count_parameters([3]), "sizes must list an input and an output layer"),
    ],
)
def test_impossible_networks_are_refused_in_words(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


@pytest.mark.parametrize(
    "use, error, sentence",
    [
        (lambda n: n.forward(np.ones((3, 4))), ValueError, r"x must have 2 columns; .*\(3, 4\)"),
        (lambda n: n.forward(1.0), ValueError, r"x must have 2 columns; got shape \(\)"),
        (lambda n: n.forward([["a", "b"]]), ValueError, "x must be an array of numbers; got texts"),
        (lambda n: n.loss(X[0], [0]), ValueError, r"x must have the shape \(n, 2\), .* got \(2,\)"),
        (lambda n: n.loss(X[:0], LABELS[:0]), ValueError, r"\(n, 2\), n ≥ 1; got \(0, 2\)"),
        (lambda n: n.loss_and_gradient(X, LABELS + 1), ValueError, "labels must lie in 0 … 2"),
        (lambda n: n.loss(X, LABELS, "mse"), ValueError, "unknown loss 'mse'"),
        (lambda n: setattr(n, "theta", [1, 2]), ValueError, r"theta must have shape \(39,\); got"),
        (
            lambda n: n.accuracy(X, [0]),
            ValueError,
            r"y must have shape \(3,\), one per row; got \(1,\)",
        ),
    ],
)
def test_wrong_arguments_are_named(use, error, sentence):
    with pytest.raises(error, match=sentence):
        use(small())


@pytest.mark.parametrize(
    "use, error, sentence",
    [
        (lambda n: n.accuracy(X, [0, 1, 5]), ValueError, "y must lie in 0 … 2; got 0 … 5"),
        (lambda n: n.accuracy(X, ["a", "b", "c"]), ValueError, "y must be an array .* got texts"),
        (lambda n: n.accuracy(X * np.nan, LABELS), ValueError, "x must hold finite numbers"),
        (lambda n: n.predict([[np.nan, 1]]), ValueError, "x must hold finite numbers"),
        (lambda n: n.accuracy(X[:0], []), ValueError, r"n ≥ 1; got \(0, 2\)"),
        (lambda n: n.weights.__setitem__(0, [1, 2]), ValueError, "an array of shape .* got"),
        (
            lambda n: setattr(n, "biases", [1]),
            ValueError,
            "3 arrays are expected, one per .* got 1",
        ),
        (lambda n: n.biases.__setitem__(0, None), ValueError, "None stands for the biases of a"),
        (lambda n: n.loss_and_gradient(X, LABELS, out=[0]), ValueError, "arrays of one shape; got"),
        (lambda n: MLP([3, 2], "tangh"), ValueError, "unknown activation 'tangh'; choose from"),
        (lambda n: MLP([3, 4, 2], None), ValueError, "unknown activation None; choose from"),
        (lambda n: MLP([3, 2], seed=-1), ValueError, "seed must be a whole number, not negative"),
        (lambda n: MLP([3, np.nan]), ValueError, "must be a whole number of at least 1; got nan"),
        (lambda n: MLP([2, 1]).probabilities(X), ValueError, "at least two output units; got 1"),
    ],
)
def test_what_would_go_wrong_in_silence_is_named(use, error, sentence):
    with pytest.raises(error, match=sentence):
        use(small())
