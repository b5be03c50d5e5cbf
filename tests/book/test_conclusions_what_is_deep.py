"""What *What is deep?* concludes from its runs holds for other seeds and other spirals."""

import os
from functools import cache

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit
from course_lib.linear import best_half_plane

pytestmark = pytest.mark.slow(15)
SEEDS = range(100, 150 if os.environ.get("COURSE_TESTS") == "all" else 106)


@cache
def trained(hidden, g, seed, epochs=600):
    points, classes = datasets.spiral(200, seed=seed)
    net = MLP([2, *hidden, 2], g, seed=seed + 1000, dtype=np.float32)
    fit(net, points, classes, Adam(0.02), epochs=epochs)
    return net, points, classes


@pytest.mark.parametrize("hidden", [(6, 2), (20, 20), (6, 6, 6, 2), (60, 60)], ids=str)
def test_a_linear_network_stays_below_the_best_line_however_wide_or_deep_it_is(hidden):
    for seed in SEEDS:
        net, points, classes = trained(hidden, "linear", seed, epochs=200)
        best = best_half_plane(points, classes).accuracy
        assert 0.5 < net.accuracy(points, classes) <= best < 0.66


def test_tanh_between_the_same_layers_gets_nearly_all_points_right():
    for seed in SEEDS:
        linear, points, classes = trained((20, 20), "linear", seed)
        bent, _, _ = trained((20, 20), "tanh", seed)
        assert linear.accuracy(points, classes) < 0.63
        assert bent.accuracy(points, classes) >= 0.98


def test_linear_layers_with_biases_are_one_affine_map():
    rng = np.random.default_rng(7)
    for seed in SEEDS:
        net = MLP([2, 20, 20, 2], "linear", seed=seed)
        net.theta = rng.normal(size=net.n_parameters)
        x = rng.normal(size=(50, 2))
        W = np.linalg.multi_dot(net.weights)
        shift = net.forward(np.zeros(2))
        np.testing.assert_allclose(net.forward(x), x @ W + shift, rtol=1e-9, atol=1e-9)


def test_small_sums_make_a_layer_almost_linear_and_over_many_layers_the_difference_adds_up():
    for z in np.random.default_rng(7).uniform(0.05, 0.17, 6):
        after = [z]
        for _ in range(100):
            after.append(np.tanh(after[-1]))
        assert after[1] > 0.99 * z and after[3] > 0.97 * z
        assert after[100] < 0.95 * z


def test_one_step_moves_every_weight_of_every_layer_and_the_loss_falls():
    for seed in SEEDS:
        points, classes = datasets.spiral(200, seed=seed)
        net = MLP([2, 20, 20, 2], "tanh", seed=seed + 1000)
        before, weights = net.loss(points, classes), [w.copy() for w in net.weights]
        net.theta -= 0.1 * net.loss_and_gradient(points, classes)[1]
        assert all((old != new).all() for old, new in zip(weights, net.weights, strict=True))
        assert net.loss(points, classes) < before


def test_after_a_few_hundred_epochs_the_picture_hardly_changes():
    where = np.stack(np.meshgrid(*[np.linspace(-4, 4, 60)] * 2), axis=-1).reshape(-1, 2)
    changed = []
    for seed in SEEDS:
        early, late = (trained((20, 20), "tanh", seed, n)[0].predict(where) for n in (300, 600))
        changed.append(np.mean(early != late))
    assert np.median(changed) < 0.05
