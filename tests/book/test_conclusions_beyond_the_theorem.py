"""What the chapter 'Beyond the theorem' concludes, tried on seeds and data that it does not use."""

import os
from statistics import median

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit
from course_lib.approximation import tent_composition
from course_lib.linear import best_half_plane

ALL = os.environ.get("COURSE_TESTS") == "all"
X = np.linspace(0, 1, 257)[:, None]


def seeds(sample, everything):
    """Seeds that the text has not."""
    return range(100, 100 + (everything if ALL else sample))


def hill_error(n_0, n_1, rng):
    x = rng.standard_normal((100, n_0))
    x *= 3 * rng.random((100, 1)) / np.linalg.norm(x, axis=1)[:, None]
    hill = np.exp(-(x**2).sum(axis=1) / 2)
    nets = [np.cos(x @ rng.standard_normal((n_0, n_1))) for _ in range(60)]
    return np.sqrt(np.mean([(h.mean(axis=1) - hill) ** 2 for h in nets]))


@pytest.mark.parametrize("seed", seeds(2, 12))
def test_four_times_the_units_halve_the_error_for_any_number_of_inputs(seed):
    rng = np.random.default_rng(seed)
    errors = {n_0: [hill_error(n_0, n_1, rng) for n_1 in (50, 800)] for n_0 in (1, 2, 5, 20, 60)}
    for few, many in errors.values():
        assert 3 < few / many < 5.4  # 4, with chance in it
        assert 0.6 < few / errors[5][0] < 1.6


def trained(net, y, rate=0.01):
    fit(net, X, y, Adam(rate), epochs=1000, loss="squared_error")
    return net.loss(X, y, "squared_error") ** 0.5


def from_random_starts(layers, width, n):
    """The height of the flat line that is always the mean, and the errors of n runs."""
    y = tent_composition(layers).forward(X)
    nets = [MLP([1, *[width] * layers, 1], "relu", seed=seed, dtype=np.float32) for seed in n]
    return y.std(), [trained(net, y) for net in nets]


def test_with_two_units_a_layer_is_dead_in_most_random_starts():
    for layers in (3, 5):
        nets = [MLP([1, *[2] * layers, 1], "relu", seed=seed) for seed in seeds(500, 1000)]
        dead = [any((h <= 0).all() for h in net.hidden(X)) for net in nets]
        assert np.mean(dead) > 0.5


@pytest.mark.parametrize(("layers", "width", "n"), [(3, 6, seeds(12, 60)), (5, 20, seeds(4, 30))])
def test_training_from_random_starts_does_not_find_the_tents(layers, width, n):
    flat, errors = from_random_starts(layers, width, n)
    assert min(errors) > 0.6 * flat
    assert median(errors) > 0.9 * flat  # little better than the mean


def test_training_that_begins_beside_the_tents_goes_back_to_them():
    y = tent_composition(3).forward(X)
    for seed in seeds(5, 40):
        net = tent_composition(3)
        net.theta += 0.01 * np.random.default_rng(seed).standard_normal(net.n_parameters)
        assert trained(net, y, 0.003) < 0.01


def test_more_units_make_the_tents_easier_but_not_easy():
    flat, large = from_random_starts(3, 20, seeds(7, 31))
    _, small = from_random_starts(3, 6, seeds(7, 31))
    assert 0.4 * flat < median(large) < 0.9 * median(small)


def test_few_points_leave_the_network_free_between_them():
    grid = np.linspace(0, 1, 300)[:, None]

    def wave(x):
        return np.sin(2 * np.pi * x)

    for seed in seeds(5, 40):
        rng, errors = np.random.default_rng(seed), []
        for n in (8, 200):
            x = rng.random((n, 1))
            y = wave(x) + 0.4 * (rng.random((n, 1)) - 0.5)
            net = MLP([1, 40, 1], "tanh", seed=seed, dtype=np.float32)
            net.weights[0] *= 5
            fit(net, x, y, Adam(0.01), epochs=1500, loss="squared_error")
            errors.append(np.sqrt(((net.forward(grid) - wave(grid)) ** 2).mean()))
        assert errors[1] < errors[0] / 2 and errors[1] < 0.1, seed


def test_held_out_points_of_a_small_spiral_are_harder_than_those_of_a_large_one():
    def held_out(n, seed):
        x, y = datasets.spiral(n, seed=seed)
        order = np.random.default_rng(seed).permutation(n)
        train, test = order[: n // 2], order[n // 2 :]
        net = MLP([2, 20, 20, 2], "tanh", seed=seed, dtype=np.float32)
        fit(net, x[train], y[train], Adam(0.02), epochs=300)
        return net.accuracy(x[train], y[train]), net.accuracy(x[test], y[test])

    for seed in seeds(3, 20):
        (fitted, few), (_, many) = held_out(60, seed), held_out(400, seed)
        assert fitted == 1 and many > few


def test_an_untuned_network_beats_the_best_straight_line():
    for seed in seeds(2, 15):
        for x, y in [
            datasets.spiral(200, seed=seed),
            datasets.circle(200, seed=seed),
            datasets.xor(40, noise=0.2, seed=seed),
        ]:
            net = MLP([2, 16, 2], "tanh", seed=seed, dtype=np.float32)
            fit(net, x, y, Adam(0.02), epochs=600)
            assert net.accuracy(x, y) > best_half_plane(x, y).accuracy


def test_more_layers_and_more_units_both_help_the_small_network():
    x, y = datasets.spiral(200, seed=0)

    def middle(hidden):
        found = []
        for seed in seeds(7, 31):
            net = MLP([2, *hidden, 2], "tanh", seed=seed, dtype=np.float32)
            fit(net, x, y, Adam(0.02), epochs=150)
            found.append(net.accuracy(x, y))
        return median(found)

    small = middle([6, 2])
    assert middle([6, 6, 6, 2]) > small and middle([20, 20, 2]) > small
