"""What *What a run can tell you* concludes holds for other seeds and for other data."""

import os
from functools import cache

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, datasets, fit
from course_lib.activations import ACTIVATIONS, Activation
from tests.tools.side_by_side import fit_side_by_side

pytestmark = pytest.mark.slow(20)
ALL = os.environ.get("COURSE_TESTS") == "all"
SEEDS = range(100, 140 if ALL else 114)
DATA = {
    "another spiral": datasets.spiral(200, seed=1),
    **(
        {
            "the same spiral": datasets.spiral(200, seed=0),
            "a noisier spiral": datasets.spiral(200, noise=0.2, seed=2),
            "a denser spiral": datasets.spiral(300, noise=0.05, seed=3),
        }
        if ALL
        else {}
    ),
}
data = pytest.mark.parametrize("name", DATA)


@pytest.fixture(autouse=True, scope="module")
def units():
    """The chapter's activations: sigmoid without its offset, twice as steep, and both."""
    with pytest.MonkeyPatch.context() as patch:
        for name, offset, steep in [("no offset", 0, 0.5), ("steeper", 0.5, 1), ("both", 0, 1)]:
            unit = Activation(
                lambda z, o=offset, k=steep: o + 0.5 * np.tanh(k * z),
                lambda h, o=offset, k=steep: k * (0.5 - 2 * (h - o) ** 2),
            )
            patch.setitem(ACTIVATIONS, name, unit)
        yield


@cache
def runs(name, hidden, g, steps=150):
    x, y = DATA[name]
    found = []
    for seed in SEEDS:
        net = MLP([2, *hidden, 2], g, seed=seed, dtype=np.float32)
        fit(net, x, y, Adam(0.02), epochs=steps)
        found.append(net.accuracy(x, y))
    return np.array(found)


@data
def test_twenty_tanh_units_do_without_depth_if_the_wide_layer_comes_first(name):
    small, deep, wide, late = (
        runs(name, hidden, "tanh") for hidden in [(6, 2), (6, 6, 6, 2), (18, 2), (2, 18)]
    )
    assert min(wide) >= min(deep) > min(small)
    assert max(np.ptp(wide), np.ptp(deep)) < 0.1  # both hardly spread
    assert np.median(late) + 0.1 < min(np.median(deep), np.median(wide))


@data
def test_relu_runs_overlap_so_that_single_runs_mislead(name):
    a, b = runs(name, (18, 2), "relu"), runs(name, (20, 20, 2), "relu")
    ahead, behind = np.mean(a[:, None] > b), np.mean(a[:, None] < b)
    assert min(ahead, behind) > 0.15


@data
def test_more_time_helps_sigmoid_in_the_middle_and_not_in_the_worst_run(name):
    once, twice = (runs(name, (20, 20, 2), "sigmoid", steps) for steps in (150, 300))
    assert np.median(twice) > np.median(once) + 0.05 and min(twice) < 0.75


@data
def test_sigmoid_is_repaired_by_taking_its_offset_away_and_as_well_by_a_steeper_slope(name):
    once, no_offset, steeper, both = (
        runs(name, (20, 20, 2), g) for g in ("sigmoid", "no offset", "steeper", "both")
    )
    assert np.median(once) < 0.93
    assert min(np.median(found) for found in (no_offset, steeper, both)) > 0.95
    assert min(*no_offset, *both) > 0.9  # without the offset every run learns
    stuck, all_stuck = np.mean(steeper < 0.9), np.mean(once < 0.9)
    assert stuck < 0.5 and stuck < 0.7 * all_stuck  # with it, some get stuck


@pytest.mark.parametrize(
    ("g", "learns"),
    [("no offset", False), ("steeper", True), *[("sigmoid", False), ("both", True)] * ALL],
)
def test_in_the_figure_the_slope_alone_holds_sigmoid_back(g, learns):
    seeds = range(100, 110 if ALL else 101)
    nets = [MLP([2, 20, 20, 2, 2], g, seed=seed, dtype=np.float32) for seed in seeds]
    x, y = DATA["another spiral"]
    optimizer = SGD(0.01, momentum=0.1, weight_decay=0.001)
    fit_side_by_side(nets, x, y, optimizer, epochs=1000, batch_size=10, seed=100)
    right = [net.accuracy(x, y) for net in nets]
    if learns:
        assert min(right) > 0.68 and np.median(right) > 0.95, right
    else:
        assert max(right) < 0.68, right


def test_a_last_digit_stays_a_last_digit_at_small_rates_and_can_grow_at_large_ones():
    x, y = DATA["another spiral"]

    def apart(rate, seed):
        one, two = (MLP([2, 20, 20, 2], seed=seed) for _ in "ab")
        two.theta = np.nextafter(two.theta, 1)
        for net in (one, two):
            fit(net, x, y, Adam(rate), epochs=400)
        return np.abs(one.theta - two.theta).max()

    seeds = SEEDS[: 10 if ALL else 4]
    assert max(apart(0.002, seed) for seed in seeds) < 1e-6
    assert max(apart(0.3, seed) for seed in seeds) > 1e-3
