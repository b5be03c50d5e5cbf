"""What *Digits and reviews* concludes holds for other seeds and for another part of the data."""

import os
from functools import cache

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit
from tests.tools.side_by_side import fit_side_by_side

pytestmark = pytest.mark.slow(15)
SEEDS = range(100, 130 if os.environ.get("COURSE_TESTS") == "all" else 105)


def digits_right(hidden, orders):
    """How often networks are right on the last 597 digits, each in an order of its own."""
    x, y = (data[orders] for data in datasets.digits())
    nets = [MLP([64, *hidden, 10], "relu", seed=seed, dtype=np.float32) for seed in SEEDS]
    how = {"epochs": 60, "batch_size": 32, "seed": SEEDS[0]}
    fit_side_by_side(nets, x[:, :1200], y[:, :1200], Adam(0.003), **how)
    return [net.accuracy(*rest) for net, *rest in zip(nets, x[:, 1200:], y[:, 1200:], strict=True)]


@cache
def shuffled(*hidden):
    orders = [np.random.default_rng(seed).permutation(1797) for seed in SEEDS]
    return digits_right(hidden, np.array(orders))


def test_a_hidden_layer_wins_a_little_on_digits_and_a_narrow_one_loses():
    linear, two, many = (np.array(shuffled(*hidden)) for hidden in ([], [2], [32]))
    assert np.median(two) < 0.75 < 0.94 < np.median(linear) < np.median(many)
    assert np.mean(many > linear) >= 0.8
    assert np.median(shuffled(8)) < np.median(linear)


@pytest.mark.parametrize("first", [True, False], ids=["first_rows", "last_rows"])
def test_digits_by_other_hands_are_harder(first):
    rows = np.arange(1797)[:: -1 if first else 1]
    others = digits_right([32], np.tile(rows, (len(SEEDS), 1)))
    assert np.median(others) < np.median(shuffled(32)) - 0.01


@pytest.fixture(scope="module")
def readers():
    """The networks with 0 and 32 hidden units, and how often they are right, by seed."""
    counts, y, words = datasets.reviews(10605, words=1000)
    x = (counts > 0).astype(np.float32)
    found = {0: [], 32: []}
    for seed in SEEDS:
        order = np.random.default_rng(seed).permutation(len(x))
        train, rest = order[:8000], order[8000:]
        for units, runs in found.items():
            net = MLP([1000, *[units] * (units > 0), 2], "relu", seed=seed, dtype=np.float32)
            optimizer = Adam(0.003, weight_decay=1e-3)
            fit(net, x[train], y[train], optimizer, epochs=6, batch_size=64, seed=seed)
            runs.append((net, net.accuracy(x[rest], y[rest])))
    return words, found


def test_on_reviews_a_hidden_layer_adds_nothing(readers):
    linear, many = (np.array([right for _, right in readers[1][units]]) for units in (0, 32))
    assert abs(np.median(many) - np.median(linear)) < 0.02
    assert np.ptp(linear) > abs(np.median(many) - np.median(linear))


def test_a_hidden_layer_moves_not_good_and_not_bad_differently_and_no_sum_can(readers):
    words, found = readers

    def move(net, word):
        rows = np.zeros((2, 1000), dtype=np.float32)
        rows[:, words.index(word)] = 1
        rows[1, words.index("not")] = 1
        (blame, praise), (not_blame, not_praise) = net.forward(rows)
        return (not_praise - not_blame) - (praise - blame)

    moves = {
        units: np.array([[move(net, word) for word in ("good", "bad")] for net, _ in runs])
        for units, runs in found.items()
    }
    good, bad = moves[0].T
    assert np.abs(bad - good).max() < 1e-4
    good, bad = moves[32].T
    assert np.mean(bad > good) >= 0.9
    assert max(good) < 0 and 0.1 < np.mean(bad < 0) < 0.9  # for *bad* the runs disagree
