"""What *Many valleys* concludes, on seeds and data that the chapter does not use."""

import os

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit

ALL = os.environ.get("COURSE_TESTS") == "all"
SETS = {
    "spiral": datasets.spiral(200, seed=3),
    "circle": datasets.circle(200, seed=3),
    "xor": datasets.xor(60, noise=0.2, seed=2),
}
SEEDS = range(20, 30 if ALL else 22)


def trained(hidden, seed, data, epochs):
    net = MLP([2, *hidden, 2], "tanh", seed=seed)
    start = net.theta.copy()
    fit(net, *SETS[data], Adam(0.02), epochs=epochs)
    return net, start


def walk(model, a, b, data):
    heights = []
    for share in np.linspace(0, 1, 41):
        model.theta = (1 - share) * a + share * b
        heights.append(model.loss(*SETS[data]))
    return np.array(heights)


@pytest.mark.parametrize("data", SETS)
def test_between_two_copies_is_a_ridge_and_from_start_to_end_at_most_a_far_lower_one(data):
    for seed in SEEDS:
        net, start = trained([16], seed, data, 600)
        order, copy, model = np.roll(np.arange(16), 1), net.theta.copy(), MLP([2, 16, 2])
        end = net.theta.copy()
        net.theta = copy
        w, b, out = net.weights[0].copy(), net.biases[0].copy(), net.weights[1].copy()
        net.weights[0], net.biases[0], net.weights[1] = w[:, order], b[order], out[order]
        ridge = walk(model, end, net.theta, data)
        assert abs(ridge[0] - ridge[-1]) < 1e-9 and ridge.max() > 5 * ridge[0], seed
        down = walk(model, start, end, data)
        rise = (down - np.minimum.accumulate(down)).max()
        assert rise < 0.2 * (ridge.max() - ridge[0]), (seed, rise)


def test_from_some_starts_the_loss_falls_all_the_way_and_from_some_it_does_not():
    rises = []
    for seed in range(20, 80 if ALL else 32):
        net, start = trained([16], seed, "spiral", 600)
        down = walk(MLP([2, 16, 2]), start, net.theta, "spiral")
        rises.append((down - np.minimum.accumulate(down)).max() > 1e-3)
    assert 0.1 < np.mean(rises) < 0.9, rises


def test_flipping_the_signs_around_a_tanh_unit_changes_nothing():
    net = MLP([3, 5, 2], "tanh", seed=41)
    net.biases[0] = np.arange(5)
    x = np.random.default_rng(41).normal(size=(20, 3))
    before = net.forward(x)
    for part in (net.weights[0][:, 2], net.biases[0][2:3], net.weights[1][2]):
        part *= -1
    assert np.allclose(net.forward(x), before)


def test_the_loss_of_a_linear_classifier_is_convex_between_any_two_places():
    model = MLP([2, 2])
    for seed in range(20, 40):
        a, b = np.random.default_rng(seed).normal(size=(2, 6)) * 3
        for data in SETS:
            assert np.diff(walk(model, a, b, data), 2).min() > -1e-9


def test_poor_ends_happen_to_the_small_network_and_not_to_the_large_one():
    def ends(hidden, data, seeds):
        return [trained(hidden, seed, data, 400)[0].accuracy(*SETS[data]) for seed in seeds]

    small = ends([6, 2], "xor", range(20, 60) if ALL else range(34, 40))
    large = [ends([20, 20], data, range(20, 40) if ALL else range(34, 40)) for data in SETS]
    assert min(small) < 0.8 and np.min(large) >= 0.98, (small, large)


def test_patience_hardly_helps_a_run_that_has_ended_in_a_poor_place():
    for seed in [8, 19, 23, 37, 39] if ALL else [8, 23]:
        runs = [trained([6, 2], seed, "xor", epochs)[0] for epochs in (400, 3000)]
        early, late = (net.accuracy(*SETS["xor"]) for net in runs)
        assert early < 0.75 and late < early + 0.1, (seed, early, late)
