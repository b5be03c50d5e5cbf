"""What *Optimizers, and when they fail* concludes, on seeds and data that it does not use."""

import os
from statistics import median

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, datasets, fit
from course_lib.linear import best_half_plane

ALL = os.environ.get("COURSE_TESTS") == "all"
SETS = {
    "spiral": datasets.spiral(200, seed=3),
    "circle": datasets.circle(200, seed=5),
    "xor": datasets.xor(60, noise=0.2, seed=1),
}
FIVE = [20] * 5
SEEDS = range(20, 30 if ALL else 23)


def lengths(net, data):
    _, net.theta = net.loss_and_gradient(*SETS[data])
    return [np.linalg.norm(w) for w in net.weights]


def accuracy(hidden, g, seed, data, optimizer, **options):
    net = MLP([2, *hidden, 2], g, seed=seed, dtype=np.float32)
    fit(net, *SETS[data], optimizer, **{"epochs": 400} | options)
    return net.accuracy(*SETS[data])


@pytest.mark.parametrize("data", SETS)
def test_the_gradient_vanishes_with_sigmoid_and_not_with_tanh_or_relu(data):
    for seed in range(20, 40):
        ratio = {}
        for g in ["sigmoid", "tanh", "relu"]:
            found = lengths(MLP([2, *[20] * 10, 2], g, seed=seed), data)
            ratio[g] = found[0] / found[-1]
        assert ratio["sigmoid"] < 1e-4 and min(ratio["tanh"], ratio["relu"]) > 0.01, (seed, ratio)
        assert 3 < (1 / ratio["sigmoid"]) ** 0.1 < 8


def test_with_tanh_it_vanishes_if_the_first_weights_are_too_small():
    for seed in range(20, 30):
        net, small = (MLP([2, *[20] * 10, 2], "tanh", seed=seed) for _ in range(2))
        small.theta = small.theta / 4
        assert lengths(small, "spiral")[0] < 1e-3 * lengths(net, "spiral")[0], seed


@pytest.mark.parametrize("data", SETS)
def test_momentum_trains_five_layers_of_tanh_not_of_sigmoid_and_adam_trains_both(data):
    seeds = range(20, 27) if ALL else range(20, 23)
    line = best_half_plane(*SETS[data]).accuracy
    for seed in seeds:
        assert accuracy(FIVE, "sigmoid", seed, data, SGD(0.1, momentum=0.9)) <= line, seed
    trains = [("sigmoid", Adam, 0.02), ("tanh", Adam, 0.01), ("tanh", SGD, 0.1, 0.9)]
    for g, kind, *numbers in trains:
        ends = [accuracy(FIVE, g, seed, data, kind(*numbers)) for seed in seeds]
        assert median(ends) > 0.95, (g, kind, ends)


@pytest.mark.parametrize("seed", [3, 7] if ALL else [3])
def test_at_twice_the_rate_adam_sometimes_loses_again_what_tanh_has_learned(seed):
    data, lost = datasets.spiral(200, seed=seed), {0.01: 0, 0.02: 0}
    for rate in lost:
        for start in range(20, 36):
            net = MLP([2, *FIVE, 2], "tanh", seed=start, dtype=np.float32)
            loss = np.array(fit(net, *data, Adam(rate), epochs=400).loss)
            lost[rate] += ((np.minimum.accumulate(loss) < 0.1) & (loss > 0.5)).any()
    assert 1 < lost[0.02] < 12 and lost[0.01] <= 1, lost


@pytest.mark.parametrize("data", SETS if ALL else ["circle", "xor"])
def test_stretching_each_layers_gradient_by_a_fixed_factor_helps_sigmoid_at_either_rate(data):
    ends = []
    for seed in range(20, 25):
        net, slope = (MLP([2, *FIVE, 2], "sigmoid", seed=seed) for _ in range(2))
        norms, v = lengths(slope, data), np.zeros_like(net.theta)
        for _ in range(400):
            _, slope.theta = net.loss_and_gradient(*SETS[data])
            for w, b, norm in zip(slope.weights, slope.biases, norms, strict=True):
                w *= norms[-1] / norm
                b *= norms[-1] / norm
            v = 0.9 * v - 0.01 * slope.theta
            net.theta = net.theta + v
        ends.append(net.accuracy(*SETS[data]))
    for rate in (0.1, 0.01):
        plain = [accuracy(FIVE, "sigmoid", s, data, SGD(rate, 0.9)) for s in range(20, 25)]
        assert median(ends) > median(plain) + 0.1, (ends, rate, plain)


@pytest.mark.parametrize("data", ["spiral", "circle"])
def test_zero_weights_never_move_and_a_rate_of_30_saturates_the_units(data):
    for seed in SEEDS:
        zero, huge = (MLP([2, 20, 20, 2], "tanh", seed=seed) for _ in range(2))
        zero.theta = zero.theta * 0
        fit(zero, *SETS[data], Adam(0.02), epochs=50)
        assert not any(w.any() for w in zero.weights)
        end = fit(huge, *SETS[data], SGD(30), epochs=400).loss[-1]
        saturated = np.mean([np.abs(h) > 0.99 for h in huge.hidden(SETS[data][0])])
        assert saturated > 0.9 and end > 0.3, (seed, saturated, end)
        assert accuracy([20, 20], "tanh", seed, data, Adam(0.02)) >= 0.98


def test_few_relu_units_often_fail_without_a_dead_one_too():
    ends = []
    for seed in range(20, 60 if ALL else 36):
        net = MLP([2, 6, 2, 2], "relu", seed=seed, dtype=np.float32)
        fit(net, *SETS["spiral"], Adam(0.02), epochs=400)
        if all(h.max(axis=0).min() > 0 for h in net.hidden(SETS["spiral"][0])):
            ends.append(net.accuracy(*SETS["spiral"]))
    assert len(ends) > 4 and np.mean(np.array(ends) < 0.8) > 0.2, ends


def test_a_rate_of_a_thousandth_crawls_and_one_of_three_jumps_about_on_the_circle():
    for seed in SEEDS:
        options = {"epochs": 50, "batch_size": 10}
        ends = {
            rate: accuracy([4, 2], "tanh", seed, "circle", SGD(rate, 0.1, 0.001), **options)
            for rate in (0.001, 0.1, 3)
        }
        assert ends[0.1] > 0.9 > max(ends[0.001], ends[3]), (seed, ends)


def test_weight_decay_keeps_weights_small():
    for seed in SEEDS:
        norms = []
        for decay in (0, 0.01):
            net = MLP([2, 20, 2], "tanh", seed=seed)
            fit(net, *SETS["spiral"], SGD(0.1, 0.9, decay), epochs=400)
            norms.append(np.linalg.norm(net.theta))
        assert norms[1] < norms[0], (seed, norms)


def test_momentum_builds_up_speed_and_adams_first_step_is_the_learning_rate():
    for share in (0.3, 0.8):
        theta, optimizer = np.zeros(1), SGD(0.1, momentum=share)
        for _ in range(100):
            before = theta.copy()
            optimizer.step(theta, np.ones(1))
        assert np.isclose(theta - before, -0.1 / (1 - share))
    theta, optimizer = np.zeros(3), Adam(0.05)
    for step in range(50):
        before = theta.copy()
        optimizer.step(theta, np.array([300.0, -0.02, (-1) ** step]))
        if step == 0:
            assert np.allclose(np.abs(theta), 0.05, rtol=1e-5)
    assert np.allclose(np.abs(theta - before)[:2], 0.05, rtol=1e-5)  # the gradient stayed the same
    assert np.abs(theta - before)[2] < 0.02  # it kept changing sign


def test_plain_descent_reaches_the_bottom_below_two_over_the_curvature_and_climbs_above():
    for c in (0.5, 7, 100):
        for rate, reached in [(1.9 / c, True), (2.1 / c, False)]:
            theta = np.ones(1)
            for _ in range(200):
                SGD(rate).step(theta, c * theta)
            assert (abs(theta[0]) < 0.1) == reached
