"""Training: from initial weights downhill, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from course_lib import arguments
from course_lib.optimizers import SGD, Adam

if TYPE_CHECKING:
    from course_lib.network import MLP


@dataclass
class History:
    """What happened in training: the optimizer's number of steps, and the mean loss of each epoch,
    measured on the way, before each step and not after it."""

    loss: list[float] = field(default_factory=list)
    steps: int = 0


@np.errstate(over="ignore", invalid="ignore")  # the loss will tell
def fit(
    net: MLP, x: ArrayLike, y: ArrayLike, optimizer: SGD | Adam | None = None, *,
    epochs: int = 100, batch_size: int | None = None, shuffle: bool = True, seed: int = 0,
    loss: str = "softmax_cross_entropy", progress: bool = False,
    callback: Callable[[int, float], object] | None = None,
) -> History:  # fmt: skip
    """Train a network, changing net.theta in place, and return the `History`.

    Stops with a FloatingPointError, which names the step, once the loss is not a finite number.

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
    """
    x, y = arguments.examples(x, y, net.dtype)
    if loss == "softmax_cross_entropy":  # else a wrong label would be found when half trained
        arguments.labels("y", y, len(x), net.sizes[-1])
    n = len(x)
    epochs = arguments.whole("epochs", epochs, least=0)
    batch_size = n if batch_size is None else min(arguments.whole("batch_size", batch_size), n)
    optimizer = Adam(0.01) if optimizer is None else arguments.optimizer(optimizer)
    rng, history, gradient = arguments.generator(seed), History(), np.empty_like(net.theta)
    for epoch in range(1, epochs + 1):
        if shuffle and batch_size < n:
            order = rng.random(n).argsort()
            x, y = x[order], y[order]
        total = 0.0
        for start in range(0, n, batch_size):
            batch = slice(start, start + batch_size)
            value, _ = net.loss_and_gradient(x[batch], y[batch], loss, out=gradient)
            history.steps += 1
            if not np.isfinite(value):
                what = f"the loss is {value} at step {history.steps} (epoch {epoch})"
                raise FloatingPointError(f"{what}: try a smaller learning rate")
            optimizer.step(net.theta, gradient)
            total += value * len(x[batch])
        history.loss.append(total / n)
        if progress and (epoch == epochs or epoch % max(1, epochs // 100) == 0):
            bar = "█" * (20 * epoch // epochs)
            line = f"\r{bar:░<20} epoch {epoch}/{epochs}, loss {history.loss[-1]:<10.4g}"
            print(line, end="\n" if epoch == epochs else "", flush=True)
        if callback:
            callback(epoch, history.loss[-1])
    if not np.isfinite(net.theta).all():
        what = f"theta is not finite after step {history.steps}, the last one"
        raise FloatingPointError(f"{what}: try a smaller learning rate")
    return history
