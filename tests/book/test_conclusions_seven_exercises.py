"""What *The seven exercises* concludes holds for other seeds and for other spirals."""

import os
from functools import cache

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit
from course_lib.linear import best_half_plane

pytestmark = pytest.mark.slow(15)
ALL = os.environ.get("COURSE_TESTS") == "all"
SEEDS = range(100, 127 if ALL else 109)
SPIRALS = {
    "another": {"seed": 1},
    "noisier": {"noise": 0.2, "seed": 2},
    **({"denser": {"n": 300, "noise": 0.05, "seed": 3}} if ALL else {}),
}
spirals = pytest.mark.parametrize("name", SPIRALS)


@cache
def trained(name, hidden, g):
    x, y = datasets.spiral(**SPIRALS[name])
    nets = [MLP([2, *hidden, 2], g, seed=seed, dtype=np.float32) for seed in SEEDS]
    for net in nets:
        fit(net, x, y, Adam(0.02), epochs=150)
    return [(net.accuracy(x, y), net.hidden(x)[-1].max()) for net in nets]


def accuracies(name, hidden, g):
    return np.array([share for share, _ in trained(name, hidden, g)])


@spirals
@pytest.mark.parametrize("hidden", [(6, 2), (20, 20), (6, 6, 6, 2)], ids=str)
def test_no_linear_network_passes_the_best_line(name, hidden):
    ceiling = best_half_plane(*datasets.spiral(**SPIRALS[name])).accuracy
    assert max(accuracies(name, hidden, "linear")) < ceiling < 0.66


@spirals
def test_every_run_with_tanh_passes_it_and_the_small_ones_differ(name):
    small = accuracies(name, (6, 2), "tanh")
    assert min(small) > 0.7 and np.ptp(small) > 0.08


@spirals
@pytest.mark.parametrize("hidden", [(6, 6, 6, 2), (20, 20, 2)], ids=str)
def test_larger_networks_improve_the_worst_run_more_than_the_best(name, hidden):
    small, large = (accuracies(name, layers, "tanh") for layers in [(6, 2), hidden])
    assert min(large) - min(small) > 0.05 > abs(max(large) - max(small))
    assert np.ptp(large) < np.ptp(small)


@spirals
def test_sigmoid_lags_behind_tanh_and_its_best_run_learns_the_spiral(name):
    sigmoid, tanh = (accuracies(name, (20, 20, 2), g) for g in ("sigmoid", "tanh"))
    assert np.median(sigmoid) + 0.05 < np.median(tanh) and min(tanh) > 0.95
    assert max(sigmoid) > 0.9


@spirals
def test_relu_runs_spread_and_end_at_half_just_where_both_last_units_are_dead(name):
    runs = trained(name, (20, 20, 2), "relu")
    assert max(share for share, _ in runs) > 0.95
    assert any(share == 0.5 for share, _ in runs)
    assert all((share == 0.5) == (largest == 0) for share, largest in runs)
