import math

import numpy as np
import pytest

from course_lib import MLP
from course_lib.approximation import (
    bump,
    feature_rank,
    largest_error,
    piece_count,
    relu_interpolant,
    step_network,
    tent_composition,
)


def test_the_interpolant_is_exact_at_its_knots_and_straight_between_them():
    net = relu_interpolant(np.exp, 5, -1, 2)
    knots = np.linspace(-1, 2, 6)
    x = np.linspace(-1, 2, 101)
    np.testing.assert_allclose(net.forward(knots[:, None])[:, 0], np.exp(knots), rtol=1e-12)
    np.testing.assert_allclose(net.forward(x[:, None])[:, 0], np.interp(x, knots, np.exp(knots)))
    assert net.sizes == [1, 5, 1] and piece_count(net, -1, 2) == 5


def test_steps_are_flat_at_the_value_in_the_middle():
    net = step_network(np.square, 4, 0, 2)
    middles = np.array([0.25, 0.75, 1.25, 1.75])
    for x in (middles, middles - 0.2, middles + 0.2):
        np.testing.assert_allclose(net.forward(x[:, None])[:, 0], middles**2, atol=1e-12)


def test_a_bump_is_a_bump():
    net = bump(-1, 2, height=-3)
    assert net.forward([[-1.1], [-0.9], [1.9], [2.1]])[:, 0].tolist() == [0, -3, -3, 0]


def test_composed_tents_fold_the_interval():
    x = np.linspace(0, 1, 257)
    y = x
    for k in range(1, 6):
        y = 1 - abs(1 - 2 * y)
        np.testing.assert_allclose(tent_composition(k).forward(x[:, None])[:, 0], y, atol=1e-12)


def test_pieces_are_counted_by_bends_not_by_units():
    net = MLP([1, 3, 1], "relu", output_bias=False)
    net.weights[0], net.biases[0], net.weights[1] = 1, [-0.5, -0.5, 7], np.ones((3, 1))
    assert piece_count(net) == 2  # two units bend at the same place, one outside [0, 1]
    assert piece_count(net, 0.6, 1) == 1
    assert piece_count(MLP([1, 3, 2, 1], "linear")) == 1


def test_random_networks_have_as_many_pieces_as_a_fine_grid_shows():
    x = np.linspace(-2, 2, 200_001)
    for seed in range(5):
        net = MLP([1, 6, 5, 1], "relu", seed=seed)
        net.biases[0] = np.linspace(-1, 1, 6)
        slopes = np.diff(net.forward(x[:, None])[:, 0]) / np.diff(x)
        bends = abs(np.diff(slopes)) > 1e-6
        runs = (bends[1:] & ~bends[:-1]).sum() + bends[0]  # a bend inside a cell is seen twice
        assert piece_count(net, -2, 2) == 1 + runs


def test_tanh_features_stay_independent_where_squares_do_not():
    x = np.linspace(-3, 3, 100)[:, None]
    assert feature_rank(x, np.tanh, 6) == 6
    assert feature_rank(x, np.square, 6) == 3


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: relu_interpolant(np.sin, 0), "n must be a whole number of at least 1; got 0"),
        (lambda: tent_composition(0), "k must be a whole number of at least 1; got 0"),
        (lambda: step_network(np.sin, 1), "n must be a whole number of at least 2; got 1"),
        (lambda: bump(1, 1), "left must be smaller than right; got 1 and 1"),
        (lambda: piece_count(MLP([2, 1])), r"one input and one output; got sizes \[2, 1\]"),
        (lambda: piece_count(MLP([1, 2, 1])), "hidden layers must be relu or linear"),
        (lambda: bump(0, np.inf), "left must be smaller than right; got 0 and inf"),
        (lambda: relu_interpolant(np.sin, 2, 1, 0), "finite numbers with a < b; got 1 and 0"),
        (lambda: step_network(np.sin, 2, 0, 0), "finite numbers with a < b; got 0 and 0"),
        (lambda: piece_count(MLP([1, 1]), 0, np.nan), "finite numbers with a < b; got 0 and nan"),
        (lambda: relu_interpolant(lambda x: x[:2], 3), r"each of 4 points; got shape \(2,\)"),
        (lambda: relu_interpolant(lambda x: x / 0, 3), "each of 4 points; got NaN or infinite"),
        (lambda: largest_error(MLP([1, 2]), np.sin), r"must have one output; got sizes \[1, 2\]"),
        (lambda: largest_error(MLP([1, 1]), lambda x: x[:, None]), r"got shape \(10001, 1\)"),
        (lambda: feature_rank([[1]], lambda z: z[0], 3), r"g must give back \(1, 3\), the shape"),
        (lambda: feature_rank([[np.inf]], np.tanh, 3), "x must hold finite numbers"),
        (lambda: feature_rank([1, 2], np.tanh, 3), r"x must have shape \(n, n_in\); got \(2,\)"),
    ],
)
def test_impossible_constructions_are_refused_in_words(make, sentence):
    with pytest.raises(ValueError, match=sentence), np.errstate(all="ignore"):
        make()


@pytest.mark.parametrize("f", [math.sin, lambda x: 0 if x < 0.5 else 1])
def test_a_function_of_single_numbers_is_refused_in_words(f):
    with pytest.raises(TypeError, match="f must take an array and work element by element"):
        relu_interpolant(f, 3)


def test_a_constant_will_do():
    assert relu_interpolant(lambda x: 5, 3).forward([[0.4]]) == 5


def test_pieces_are_counted_at_every_scale():
    assert piece_count(relu_interpolant(lambda x: 1e-10 * np.sin(x), 7)) == 7
    assert piece_count(relu_interpolant(lambda x: 1e6 + np.sin(x), 7)) == 7
    assert piece_count(relu_interpolant(np.sin, 7, 1e6, 1e6 + 1), 1e6, 1e6 + 1) == 7
    assert piece_count(tent_composition(12)) == 2**12
    net = MLP([1, 50, 50, 1], "relu", seed=0)
    net.biases[0] = np.linspace(-1, 1, 50)
    pieces = piece_count(net)
    net.weights[-1] *= 1e-12
    assert piece_count(net) == pieces > 10


def test_the_largest_error_is_measured_on_the_interval():
    zero = MLP([1, 1])
    zero.theta = [0, 0]
    assert largest_error(zero, lambda x: x, -3, 2) == 3
