"""One step of training: beside PyTorch's eager mode, scikit-learn and the matrix products alone.

Runs in the peers' environment, on one thread: `__main__` starts it there. The learning rate is
tiny, so that the networks stay as they begin: trained for thousands of steps on the same rows,
their gradients become denormal numbers, which take any library ten times as long.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from sklearn.neural_network import MLPClassifier

from benchmarks import same_in_pytorch
from benchmarks.timing import Row, row, side_by_side
from course_lib import MLP, SGD, fit

LEARNING_RATE = 1e-6
Work = Callable[[], object]

# sizes, activation, rows; bars against PyTorch in float32 and float64, and against the matrix
# products in float32
WORKLOADS = [
    ([2, 6, 2, 2], "tanh", 300, (5, 3), None),
    ([2, 20, 20, 2], "tanh", 300, (4, 2), None),
    ([2, 6, 2, 2], "tanh", 10, (8, 5), None),
    ([784, 256, 128, 10], "relu", 128, (1.1, 1.1), 0.8),
]


def ours(sizes: Sequence[int], activation: str, x: np.ndarray, y: np.ndarray) -> Work:
    net, optimizer = MLP(sizes, activation, dtype=x.dtype), SGD(LEARNING_RATE)
    gradient = np.empty_like(net.theta)

    def step() -> None:
        net.loss_and_gradient(x, y, out=gradient)
        optimizer.step(net.theta, gradient)

    return step


def pytorch(sizes: Sequence[int], activation: str, x: np.ndarray, y: np.ndarray) -> Work:
    g = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[activation]
    layers: list[torch.nn.Module] = []
    for n_in, n_out in pairwise(sizes):
        layers += [torch.nn.Linear(n_in, n_out), g()]
    net = torch.nn.Sequential(*layers[:-1]).to(torch.from_numpy(x).dtype)
    optimizer = torch.optim.SGD(net.parameters(), lr=LEARNING_RATE)
    cross_entropy = torch.nn.CrossEntropyLoss()
    x, y = torch.from_numpy(x), torch.from_numpy(y)

    def step() -> None:
        optimizer.zero_grad()
        cross_entropy(net(x), y).backward()
        optimizer.step()

    return step


def products(sizes: Sequence[int], activation: str, x: np.ndarray, y: np.ndarray) -> Work:
    """Make a step of the matrix products and nothing else."""
    rng = np.random.default_rng(0)
    w = [rng.random(shape).astype(x.dtype) for shape in pairwise(sizes)]
    h = [x] + [rng.random((len(x), n)).astype(x.dtype) for n in sizes[1:]]

    def step() -> None:
        for k in range(len(w)):
            h[k] @ w[k]
        for k in reversed(range(len(w))):
            h[k].T @ h[k + 1]
            if k:
                h[k + 1] @ w[k].T

    return step


STEPS = 50  # of one fit, against scikit-learn's


def our_fit(sizes: Sequence[int], activation: str, x: np.ndarray, y: np.ndarray) -> Work:
    def steps() -> None:
        fit(MLP(sizes, activation, dtype=x.dtype), x, y, SGD(LEARNING_RATE), epochs=STEPS)

    return steps


def scikit_learn(sizes: Sequence[int], activation: str, x: np.ndarray, y: np.ndarray) -> Work:
    classifier = MLPClassifier(
        sizes[1:-1],
        activation,
        solver="sgd",
        learning_rate_init=LEARNING_RATE,
        momentum=0,
        nesterovs_momentum=False,
        alpha=0,
        batch_size=len(x),
        shuffle=False,
        max_iter=STEPS,
        n_iter_no_change=STEPS,
        random_state=0,
    )
    return lambda: classifier.fit(x, y)


def rows() -> Iterator[Row]:
    off = 1e9 * float(same_in_pytorch.difference)  # of a parameter, at most
    workload = f"θ after {same_in_pytorch.STEPS} steps of each"
    yield row("network", workload, "limit", "1e-9", off, 1e3, 1)
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # scikit-learn: not converged
    for sizes, activation, n, bars, products_bar in WORKLOADS:
        for dtype, bar in zip((np.float32, np.float64), bars, strict=True):
            x = np.random.default_rng(0).normal(size=(n, sizes[0])).astype(dtype)
            data = sizes, activation, x, np.arange(n) % sizes[-1]
            workload = f"{'-'.join(map(str, sizes))}, {n} rows, {dtype.__name__}"
            for peer, us, them, steps, least in [
                ("PyTorch", ours, pytorch, 1, bar),
                (
                    "matrix products",
                    ours,
                    products,
                    1,
                    products_bar if dtype is np.float32 else None,
                ),
                ("scikit-learn", our_fit, scikit_learn, STEPS, None),
            ]:
                times = side_by_side(us(*data), them(*data))
                us_step, them_step = (1e6 * seconds / steps for seconds in times)
                yield row("network", workload, peer, "µs/step", us_step, them_step, least)
