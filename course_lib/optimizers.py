"""Optimizers: how far to go downhill, and in which direction.

All parameters of a network are one vector θ, so an optimizer is a few lines on vectors. Each has
one verb, `step`, which moves θ in place. What it remembers between steps belongs to one θ, and it
refuses another: make a new optimizer for a new network. With a weight_decay (L2 regularisation),
weight_decay · θ, which is the gradient of weight_decay/2 · θ·θ, is added to the gradient, for
weights and biases alike.
"""

import numpy as np

from course_lib import arguments, arrays


class Optimizer:
    """What optimizers have in common: they can be read, and remember the steps of one θ."""

    _remembered: tuple[np.ndarray, ...] = ()  # θ, and what is remembered of it

    def __repr__(self) -> str:
        settings = [f"{n}={v:g}" for n, v in vars(self).items() if n[0] != "_" and v]
        return f"{type(self).__name__}({', '.join(settings)})"

    def _memory(self, theta: np.ndarray, count: int) -> tuple[np.ndarray, ...]:
        """Return so many vectors that are remembered of theta: zeros at first."""
        if not self._remembered:
            self._remembered = (theta, *(np.zeros_like(theta) for _ in range(count)))
        arrays.one_theta(self._remembered[0], theta)
        self._remembered = (theta, *self._remembered[1:])
        return self._remembered[1:]


class SGD(Optimizer):
    """Stochastic gradient descent: a step against the gradient.

    With momentum, from 0 (none) to below 1, a part of the last step is kept, and the steps build up
    speed: v ← momentum · v - learning_rate · gradient, θ ← θ + v.

    >>> theta = np.array([1.0, -2.0])
    >>> SGD(0.1).step(theta, gradient=np.array([10.0, 0.0]))
    >>> theta
    array([ 0., -2.])
    """

    def __init__(
        self, learning_rate: float = 0.1, momentum: float = 0.0, weight_decay: float = 0.0
    ) -> None:
        self.learning_rate = arguments.limited("learning_rate", learning_rate)
        self.weight_decay = arguments.limited("weight_decay", weight_decay)
        self.momentum = arguments.limited("momentum", momentum, below=1)

    def step(self, theta: np.ndarray, gradient: np.ndarray) -> None:
        """Move theta, in place, one step against the gradient; both have shape (n,)."""
        arrays.same_shape(theta, gradient)
        if self.weight_decay:
            gradient = gradient + self.weight_decay * theta
        if self.momentum:
            (v,) = self._memory(theta, 1)
            v *= self.momentum
            v -= self.learning_rate * gradient
            theta += v
        else:
            theta -= self.learning_rate * gradient


class Adam(Optimizer):
    """Adam: every parameter has a step length of its own (Kingma and Ba, 2015, algorithm 1).

    beta1 and beta2, below 1, are how much of the running means of the gradient and of its square is
    kept at each step. The means start at zero; dividing them by 1 - betaᵗ at step t makes up for
    that. epsilon keeps the last division finite. Unless a slope is as small as epsilon, the first
    step is learning_rate:

    >>> theta = np.array([1.0, 1.0])
    >>> Adam(0.1).step(theta, gradient=np.array([1000.0, -0.001]))
    >>> theta.round(3)
    array([0.9, 1.1])
    """

    def __init__(
        self, learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999,
        epsilon: float = 1e-8, weight_decay: float = 0.0,
    ) -> None:  # fmt: skip
        self.learning_rate = arguments.limited("learning_rate", learning_rate)
        self.epsilon = arguments.limited("epsilon", epsilon)
        self.weight_decay = arguments.limited("weight_decay", weight_decay)
        self.beta1 = arguments.limited("beta1", beta1, below=1)
        self.beta2 = arguments.limited("beta2", beta2, below=1)
        self._t = 0

    def step(self, theta: np.ndarray, gradient: np.ndarray) -> None:
        """Move theta, in place, one step; both have shape (n,)."""
        arrays.same_shape(theta, gradient)
        if self.weight_decay:
            gradient = gradient + self.weight_decay * theta
        m, s = self._memory(theta, 2)
        self._t += 1
        m += (1 - self.beta1) * (gradient - m)
        s += (1 - self.beta2) * (gradient * gradient - s)
        mean, square = m / (1 - self.beta1**self._t), s / (1 - self.beta2**self._t)
        theta -= self.learning_rate * mean / (np.sqrt(square) + self.epsilon)
