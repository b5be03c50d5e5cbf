"""What linear networks can do: depth gives them nothing.

A network with linear activations computes one affine map, whatever its depth (`collapse`). Two
classes in the plane are then parted by one straight line, so the best line there is
(`best_half_plane`) is the ceiling of every linear network, however deep and wide, and however
long it is trained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from course_lib import arrays

if TYPE_CHECKING:
    from course_lib.network import MLP


class AffineMap(NamedTuple):
    """The map x → x @ weight + bias.

    Attributes
    ----------
    weight : array, shape (n_in, n_out)
    bias : array, shape (n_out,)
    rank : int
        Of weight, up to rounding: at most the size of the narrowest layer.
    """

    weight: np.ndarray
    bias: np.ndarray
    rank: int


def collapse(net: MLP) -> AffineMap:
    """Return the single affine map that a linear network computes.

    Parameters
    ----------
    net : MLP
        With the activation 'linear' in all hidden layers.

    Returns
    -------
    AffineMap

    Raises
    ------
    ValueError
        If an activation is another one, or a parameter is not a finite number.

    Examples
    --------
    >>> from course_lib import MLP
    >>> collapse(MLP([5, 4, 1, 4, 3], "linear")).rank
    1
    """
    if any(name != "linear" for name in net.activations):
        raise ValueError(f"every hidden layer must be linear; got {', '.join(net.activations)}")
    weight, bias = np.eye(net.sizes[0]), np.zeros(net.sizes[0])
    arrays.finite("theta", net.theta)
    for w, b in zip(net.weights, net.biases, strict=True):
        weight, bias = weight @ w, bias @ w + (0 if b is None else b)
    return AffineMap(weight, bias, int(np.linalg.matrix_rank(weight)))


class HalfPlane(NamedTuple):
    """Class 1 where x @ normal > offset, class 0 elsewhere.

    Attributes
    ----------
    normal : array, shape (2,)
        Of length one.
    offset : float
    correct : int
        How many points are on their right side.
    accuracy : float
        Their share, 0 to 1.

    Examples
    --------
    >>> HalfPlane(np.array([1.0, 0.0]), 0.5, 2, 1.0).predict([[0.0, 3.0], [1.0, 3.0]])
    array([0, 1])
    """

    normal: np.ndarray
    offset: float
    correct: int
    accuracy: float

    def predict(self, x: ArrayLike) -> np.ndarray:
        """Return the class of each row of x, shape (n,)."""
        x = arrays.rows(arrays.finite("x", x), 2, float)
        return (x @ self.normal > self.offset).astype(int)


def best_half_plane(x: ArrayLike, y: ArrayLike) -> HalfPlane:
    """Find the half-plane that gets most points right. Exact up to rounding, in O(n² log n).

    Any line that separates the points can be moved, without a point changing sides, until it goes
    through one of them and no other. So it is enough to turn a line once around each point: another
    point changes sides twice in a turn, and between two changes the number of right points stays
    the same. The half-plane itself proves that its accuracy can be reached.

    Parameters
    ----------
    x : array, shape (n, 2)
    y : array of int, shape (n,)
        Classes 0 and 1.

    Returns
    -------
    HalfPlane

    Raises
    ------
    TypeError, ValueError
        If x holds no finite points of the plane, or y not a 0 or a 1 for each.

    Examples
    --------
    >>> from course_lib import datasets
    >>> best_half_plane(*datasets.xor()).accuracy
    0.75
    """
    x, y = arrays.points(x, y)
    # Columns of very different size would make all directions alike: a power of two rounds nothing.
    unit = 2.0 ** np.frexp(np.ptp(x, axis=0))[1]
    turns = (_turn(point, x / unit, y) for point in x / unit)
    _, normal, offset = max(turns, key=lambda found: found[0])
    length = np.hypot(*(normal / unit))
    normal, offset = normal / unit / length, offset / length
    correct = int(((x @ normal > offset) == y).sum())
    return HalfPlane(normal, offset, correct, correct / len(x))


def _turn(pivot: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[int, np.ndarray, float]:
    """Find the best half-plane with its edge just beside the pivot: (correct, normal, offset)."""
    v = x - pivot
    here = ~v.any(axis=1)  # the pivot, and points that coincide with it, share one side
    pivot_class = int(2 * y[here].sum() >= here.sum())
    correct_here = int((y[here] == pivot_class).sum())
    v, gain = v[~here], 2 * y[~here] - 1  # gain of being on the side of class 1
    if len(v) == 0:
        return correct_here, np.array([1.0, 0.0]), pivot[0] + 0.5 - pivot_class
    # A point lies on the side of the normal when their angles differ by less than a quarter turn.
    angle = np.arctan2(v[:, 1], v[:, 0])
    change = np.concatenate([angle - np.pi / 2, angle + np.pi / 2]) % (2 * np.pi)
    order = change.argsort()
    change = change[order]
    gap = np.diff(change, append=change[0] + 2 * np.pi)  # after each change, until the next
    score = np.concatenate([gain, -gain])[order].cumsum()  # up to a constant
    score[gap < 1e-10] = -len(x) * 2  # the same direction, up to rounding: no line between them
    best = score.argmax()
    middle = change[best] + gap[best] / 2
    normal = np.array([np.cos(middle), np.sin(middle)])
    distance = v @ normal
    correct = correct_here + int(((distance > 0) == (gain > 0)).sum())
    beside = abs(distance).min() / 2
    return correct, normal, pivot @ normal + (-beside if pivot_class else beside)
