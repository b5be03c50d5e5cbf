"""What *What comes next* says of one network, tried on others."""

import os

from course_lib import MLP, Adam, datasets, fit

ALL = os.environ.get("COURSE_TESTS") == "all"
SEEDS = range(3, 33 if ALL else 11)  # the page has data of seeds 1 and 2


def history_of(seed):
    points, classes = datasets.spiral(100, noise=0.3, seed=seed)
    held_out = datasets.spiral(400, noise=0.3, seed=100 + seed)
    net = MLP([2, 20, 20, 2], "tanh", seed=seed)
    return fit(net, points, classes, Adam(0.02), epochs=600, validation=held_out)


def test_held_out_loss_mostly_climbs_again_while_the_training_loss_falls():
    climbs = 0
    for history in map(history_of, SEEDS):
        best = min(history.validation)
        assert best < 0.7 * history.validation[0]  # it falls at first, always
        falls = history.loss[-1] < 0.75 * history.loss[history.best - 1]
        climbs += falls and history.best < 200 and history.validation[-1] > 1.3 * best
    assert climbs >= 0.8 * len(SEEDS)
