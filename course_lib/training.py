"""Training: from initial weights downhill, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from course_lib import arguments, arrays
from course_lib.optimizers import Adam, Optimizer
from course_lib.progress import show_progress

if TYPE_CHECKING:
    from course_lib.network import MLP


@dataclass
class History:
    """What happened in training: the number of steps, and the mean loss of each epoch, measured
    before each step and not after it; that of rows held out, and the epoch that was best for it."""

    loss: list[float] = field(default_factory=list)
    steps: int = 0
    validation: list[float] = field(default_factory=list)
    best: int = 0


@np.errstate(over="ignore", invalid="ignore")  # the loss will tell
def fit(
    net: MLP, x: ArrayLike, y: ArrayLike, optimizer: Optimizer | None = None, *,
    epochs: int = 100, batch_size: int | None = None, shuffle: bool = True, seed: int = 0,
    loss: str = "softmax_cross_entropy", progress: bool = False,
    callback: Callable[[int, float], object] | None = None,
    validation: tuple[ArrayLike, ArrayLike] | None = None, patience: int | None = None,
) -> History:  # fmt: skip
    """Train a network, changing net.theta in place, and return the `History`.

    Each call starts the shuffling anew. Stops with a FloatingPointError, which names the step, once
    the loss is not a finite number. Like whatever a callback raises, it has the `history` so far.

    >>> from course_lib import MLP, Adam, datasets
    >>> x, y = datasets.spiral(200, seed=0)
    >>> net = MLP([2, 20, 20, 2], activation="tanh", seed=0)
    >>> history = fit(net, x, y, Adam(0.02), epochs=600)
    >>> net.accuracy(x, y)
    1.0

    Parameters
    ----------
    net, x, y, loss
        As in `MLP.loss_and_gradient`.
    optimizer : SGD or Adam, default Adam(0.01)
    epochs, batch_size : int
        How many times all rows are used, and how many per step; by default all of them.
    shuffle : bool
        Whether the rows get a new random order before each epoch: the order that sorts
        ``rng.random(n)``, where ``rng = default_rng(seed)``. A single batch stays in order.
    progress : bool
        Whether a progress bar is shown, on stdout.
    callback : function of (epoch, loss)
        Called after each epoch, counted from 1.
    validation : (x, y)
        Rows held out: their loss is measured after each epoch.
    patience : int
        Stop after so many epochs without a smaller validation loss, and go back to the best θ.
    """
    classes = net.sizes[-1] if loss == "softmax_cross_entropy" else None
    x, y = arrays.examples(x, y, net.dtype, classes)
    held_out = validation and arrays.examples(*validation, net.dtype, classes)
    if patience is not None and held_out is None:
        raise ValueError("patience needs validation=(x, y): rows whose loss is to fall")
    patience = epochs if patience is None else arguments.whole("patience", patience)
    n = len(x)
    epochs = arguments.whole("epochs", epochs, least=0)
    batch_size = n if batch_size is None else min(arguments.whole("batch_size", batch_size), n)
    optimizer = Adam(0.01) if optimizer is None else arguments.optimizer(optimizer)
    rng, history, gradient = arguments.generator(seed), History(), np.empty_like(net.theta)
    best = net.theta.copy()
    try:
        for epoch in range(1, epochs + 1):
            if shuffle and batch_size < n:
                order = rng.random(n).argsort()
                x, y = x[order], y[order]
            total = 0.0
            for start in range(0, n, batch_size):
                batch = slice(start, start + batch_size)
                value, _ = net.loss_and_gradient(x[batch], y[batch], loss, out=gradient)
                history.steps += 1
                _check(value, f"the loss is {value} at step {history.steps} (epoch {epoch})")
                optimizer.step(net.theta, gradient)
                total += value * len(x[batch])
            history.loss.append(total / n)
            if held_out:
                history.validation.append(net.loss(*held_out, loss))
                if history.validation[-1] == min(history.validation):
                    history.best, best[:] = epoch, net.theta
            if progress and (epoch == epochs or epoch % max(1, epochs // 100) == 0):
                show_progress(epoch, epochs, history.loss[-1])
            if callback:
                callback(epoch, history.loss[-1])
            if held_out and epoch - history.best >= patience:
                net.theta = best
                break
        _check(net.theta.sum(), f"theta is not finite after step {history.steps}, the last one")
    except BaseException as error:
        error.history = history  # type: ignore[attr-defined]
        raise
    return history


def _check(value: float, what: str) -> None:
    if not np.isfinite(value):
        raise FloatingPointError(f"{what}: try a smaller learning rate")
