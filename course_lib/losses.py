"""Losses: how wrong the outputs are, as one number, and in which direction.

A loss takes the outputs of a network, shape (n, units), and what they should have been. It returns
the mean over the n rows, a float, and its gradient with respect to the outputs, of their shape.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from course_lib import arrays
from course_lib.activations import sigmoid


def softmax(logits: ArrayLike) -> np.ndarray:
    """Turn each row of scores into probabilities: numbers from 0 to 1 that sum to one.

    Subtracting the largest score of a row changes nothing and keeps exp from overflowing.

    >>> softmax([[0, 0], [1000, 0]])
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    logits = arrays.scores(logits)
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_cross_entropy(logits: ArrayLike, labels: ArrayLike) -> tuple[float, np.ndarray]:
    """Average -log(probability given to the right class) in nats, the probabilities by softmax.

    The labels, shape (n,), are the right class of each row, an integer in 0 … classes - 1. The
    gradient is (softmax(logits) - one-hot labels) / n.

    >>> loss, gradient = softmax_cross_entropy(np.zeros((1, 2)), [0])
    >>> round(loss, 4), gradient
    (0.6931, array([[-0.5,  0.5]]))
    """
    logits = arrays.outputs("logits", logits)
    z = logits.T.copy()  # (classes, n): sums along the first axis are much faster
    classes, n = z.shape
    right = arrays.places(labels, classes, n)  # in z, read row by row: (n,)
    z -= np.maximum.reduce(z)
    p = np.exp(z)
    total = np.add.reduce(p)  # (n,)
    loss = (np.log(total) - z.ravel()[right]).sum() / n
    p /= total
    p.ravel()[right] -= 1
    p /= n
    return float(loss), p.T


def squared_error(outputs: ArrayLike, targets: ArrayLike) -> tuple[float, np.ndarray]:
    """Average the squared distance between output and target over the rows.

    The targets have the outputs' shape; for one output unit, (n,) will do. The gradient is
    2 (outputs - targets) / n.

    >>> squared_error(np.array([[1.0, 2.0]]), [[0.0, 0.0]])
    (5.0, array([[2., 4.]]))
    """
    outputs = arrays.outputs("outputs", outputs)
    difference = outputs - arrays.targets(targets, outputs)
    return float((difference**2).sum() / len(outputs)), difference * (2 / len(outputs))


def logistic(outputs: ArrayLike, labels: ArrayLike) -> tuple[float, np.ndarray]:
    """Average -log(probability given to the right class), for one output unit and two classes.

    The probability of class 1 is the sigmoid of the output z, so the loss is log(1 + eᶻ) - y z: the
    softmax cross-entropy of the two scores 0 and z. Labels y, shape (n,), are 0 or 1. The gradient
    is (sigmoid(z) - y) / n.

    >>> loss, gradient = logistic(np.zeros((2, 1)), [0, 1])
    >>> round(loss, 4), gradient.tolist()
    (0.6931, [[0.25], [-0.25]])
    """
    z = arrays.outputs("outputs", outputs)
    y = arrays.one_unit(labels, z)  # (n, 1)
    return float((np.logaddexp(0, z) - y * z).mean()), (sigmoid(z) - y) / len(z)


LOSSES = {
    "softmax_cross_entropy": softmax_cross_entropy,
    "logistic": logistic,
    "squared_error": squared_error,
}
