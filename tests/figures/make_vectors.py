"""Numbers that the figures' engine must reproduce, computed by numpy and course_lib.

`python tests/figures/make_vectors.py` writes vectors.json anew; a test says when it is due.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

from course_lib import MLP, SGD, Adam, datasets, fit
from course_lib.linear import best_half_plane

PLACE = Path(__file__).with_name("vectors.json")
SEEDS = [0, 1, 2, 3, 7, 42, 99, 123, 1000, 2023, 65535, 65536, 10**6, 10**9]
SEEDS += [2**31, 2**32 - 1, 2**32, 2**53 - 1, 2**64 - 1, 2**130 + 5]
DRAWS = 10**5


def numbers(array):
    return np.asarray(array, dtype=float).ravel().tolist()


def random():
    """The first and last of 10⁵ draws for each seed, and a hash of all their bytes."""
    for seed in SEEDS:
        draws = np.random.default_rng(seed).random(DRAWS)
        digest = hashlib.sha256(draws.astype("<f8").tobytes()).hexdigest()
        yield {"seed": str(seed), "ends": [draws[0], draws[-1]], "sha256": digest}


def data():
    sets = {
        "spiral": [(200, 0.1, 0), (40, 0.5, 2**32 - 1), (2, 0.0, 3)],
        "circle": [(200, 0), (40, 12), (40, 12, 0.5)],
        "simple": [(), (0.3, 5)],
        "xor": [(4,), (200, 0.4, 3)],
        "gaussians": [(200,), (40, 0.5, 2**32 - 1)],
        "random_labels": [(200,), (3, 9)],
        "slope": [(200,), (41, 0.5, 2**32 - 1)],
        "bumps": [(200,), (41, 0.5, 2**32 - 1)],
    }
    for name, calls in sets.items():
        for arguments in calls:
            x, y = getattr(datasets, name)(*arguments)
            yield {"name": name, "arguments": arguments, "x": numbers(x), "y": y.tolist()}


NETS = [
    ([4, 6, 5, 3], {"activation": "tanh", "output_bias": False, "seed": 1}),
    ([2, 6, 2, 2], {"activation": "relu", "seed": 2}),
    ([3, 5, 2], {"activation": "sigmoid", "bias": False, "seed": 3}),
    ([3, 4, 4, 2], {"activation": "linear", "seed": 4}),
    ([2, 3, 4, 5, 2], {"activation": ["tanh", "relu", "sigmoid"], "seed": 5}),
    ([1, 1], {"seed": 6}),
    ([2, 5, 4, 1], {"activation": ["tanh", "relu"], "seed": 7}),
]


def gradients():
    """Outputs, losses and gradients of networks whose biases are not zero."""
    for sizes, options in NETS:
        net = MLP(sizes, **options)
        initial = numbers(net.theta)
        rng = np.random.default_rng(9)
        net.theta += rng.normal(scale=0.3, size=net.n_parameters)
        x = rng.normal(size=(7, sizes[0]))
        targets = rng.normal(size=(7, sizes[-1]))
        entry = {"sizes": sizes, "options": options, "initial": initial}
        entry |= {"theta": numbers(net.theta), "x": numbers(x), "outputs": numbers(net.forward(x))}
        loss, gradient = net.loss_and_gradient(x, targets, "squared_error")
        entry["squared"] = {"y": numbers(targets), "loss": loss, "gradient": numbers(gradient)}
        if sizes[-1] > 1:
            labels = rng.integers(sizes[-1], size=7)
            loss, gradient = net.loss_and_gradient(x, labels)
            entry["cross"] = {"y": labels.tolist(), "loss": loss, "gradient": numbers(gradient)}
        yield entry


SMALL, LARGE = [2, 6, 2, 2], [2, 20, 20, 2]
SPIRAL, SLOPE, BUMPS = "spiral", "slope", "bumps"
DECAY = {"kind": "SGD", "learning_rate": 0.1, "momentum": 0.1, "weight_decay": 0.001}
RUNS = [
    *(
        (SPIRAL, LARGE, {"kind": "SGD", "learning_rate": lr}, None, 100)
        for lr in (0.01, 0.05, 0.1, 0.5, 1)
    ),
    (SPIRAL, SMALL, {"kind": "SGD", "learning_rate": 0.05}, None, 1000),
    (SPIRAL, LARGE, {"kind": "SGD", "learning_rate": 0.03}, None, 1000),
    (SPIRAL, LARGE, {"kind": "SGD", "learning_rate": 0.05, "momentum": 0.9}, None, 100),
    (SPIRAL, LARGE, DECAY, 10, 5),
    (SPIRAL, LARGE, {"kind": "Adam", "learning_rate": 0.02}, None, 100),
    (SPIRAL, LARGE, {"kind": "Adam", "learning_rate": 0.01, "weight_decay": 0.01}, 30, 10),
    (SLOPE, [2, 1], {"kind": "SGD", "learning_rate": 0.01}, 10, 50),
    (SLOPE, [2, 6, 2, 1], DECAY, 10, 20),
    (BUMPS, [2, 20, 20, 1], {"kind": "Adam", "learning_rate": 0.01}, 50, 20),
]


def training():
    """Where training ends: the parameters after so many steps.

    Training is chaotic from some learning rate on: there numpy, started one unit in the last place
    away, ends elsewhere itself. `own` is how far, and the runs are chosen where it is small: with
    these initial weights LARGE can be compared after 1,000 steps at 0.03 (4e-16), and no longer at
    0.05 (0.04), where SMALL still can.
    """
    for data, sizes, optimizer, batch, epochs in RUNS:
        x, y = getattr(datasets, data)(200, seed=0)
        loss = "softmax_cross_entropy" if sizes[-1] > 1 else "squared_error"
        settings = {key: value for key, value in optimizer.items() if key != "kind"}
        maker = {"SGD": SGD, "Adam": Adam}[optimizer["kind"]]
        net, other = (MLP(sizes, activation="tanh", seed=0) for _ in range(2))
        other.theta[0] = np.nextafter(other.theta[0], np.inf)
        for each in (other, net):
            history = fit(
                each, x, y, maker(**settings), epochs=epochs, batch_size=batch, seed=5, loss=loss
            )
        own = float(np.abs(net.theta - other.theta).max())
        entry = {"data": data, "sizes": sizes, "optimizer": optimizer, "batch": batch}
        yield entry | {"steps": history.steps, "own": own, "theta": numbers(net.theta)}


def half_planes():
    """Sets on which lines are easily counted wrong, and how many points the best gets right."""
    rng = np.random.default_rng(5)
    for n in [1, 2, 3, 4, 5, 7, 9, 12]:
        line, y = rng.integers(-3, 4, size=n), rng.integers(0, 2, size=n)
        for x in [
            rng.normal(size=(n, 2)),
            rng.normal(size=(n, 1)) * [3, 7],  # on a line up to rounding
            np.column_stack([line, 2 * line]),  # on a line, some in one place
            np.column_stack([0 * line, line]),
            rng.integers(0, 3, size=(n, 2)),  # on a grid
            rng.integers(0, 4, size=(n, 2)) * [1e-9, 1e6],
        ]:
            yield {"x": numbers(x), "y": y.tolist(), "correct": best_half_plane(x, y).correct}


def vectors():
    return {f.__name__: list(f()) for f in (random, data, gradients, training, half_planes)}


if __name__ == "__main__":
    PLACE.write_text(json.dumps(vectors(), separators=(",", ":")) + "\n")
    print(f"{PLACE}: {PLACE.stat().st_size / 1000:.0f} kB")
