"""Networks built by hand: why one hidden layer can come close to any continuous function.

`relu_interpolant` and `step_network` do it with ramps and with steps; two steps make a `bump`.
`tent_composition` shows what depth is for: the same number of units, exponentially more pieces.
`feature_rank` shows where it fails: a polynomial activation gives the same few features,
however many units there are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from course_lib import arguments, arrays
from course_lib.network import MLP

Function = Callable[[np.ndarray], ArrayLike]  # from array to array


def relu_interpolant(f: Function, n: int, a: float = 0.0, b: float = 1.0) -> MLP:
    """Build the ReLU network that joins n + 1 points of f by straight lines.

    At each knot the slope changes by the output weight of one unit, relu(x - knot). If f is twice
    differentiable and ``abs(f'') ≤ M``, the error is at most M (b - a)²/(8 n²).

    Parameters
    ----------
    f : function from array to array
    n : int
        The number of equal intervals on [a, b], and of hidden units.
    a, b : float

    Returns
    -------
    MLP
        ``[1, n, 1]``, exact at the knots.

    Raises
    ------
    TypeError, ValueError
        If f does not give a finite number for each point of an array; unless n ≥ 1 and a < b.

    Examples
    --------
    >>> net = relu_interpolant(np.square, 2)
    >>> net.forward([[0.0], [0.25], [0.5], [1.0]])[:, 0]
    array([0.   , 0.125, 0.25 , 1.   ])
    """
    n = arguments.whole("n", n)
    arguments.interval(a, b)
    knots = np.linspace(a, b, n + 1)
    values = _values(f, knots)
    slopes = np.diff(values) / np.diff(knots)  # (n,)
    net = MLP([1, n, 1], "relu")
    net.weights[0] = 1
    net.biases[0] = -knots[:-1]
    net.weights[1] = np.diff(slopes, prepend=0)[:, None]
    net.biases[1] = values[0]
    return net


def step_network(
    f: Function, n: int, a: float = 0.0, b: float = 1.0, steepness: float = 1e6
) -> MLP:
    """Build the sigmoid network that follows f in n flat pieces.

    Between two of its n - 1 jumps the network is flat, at the value of f in the middle. If f has
    slopes of at most L in size, the error is at most L (b - a)/(2 n), but for the jumps themselves.

    Parameters
    ----------
    f : function from array to array
    n : int
        The number of equal intervals on [a, b]; there are n - 1 hidden units.
    a, b : float
    steepness : float
        Of the sigmoids, measured in intervals.

    Returns
    -------
    MLP
        ``[1, n - 1, 1]``

    Raises
    ------
    TypeError, ValueError
        If f does not give a finite number for each point of an array; unless n ≥ 2 and a < b.

    Examples
    --------
    >>> net = step_network(np.square, 2)
    >>> net.forward([[0.1], [0.4], [0.6]])[:, 0]
    array([0.0625, 0.0625, 0.5625])
    """
    n = arguments.whole("n", n, least=2)  # so that there is a jump
    arguments.interval(a, b)
    edges = np.linspace(a, b, n + 1)
    values = _values(f, (edges[:-1] + edges[1:]) / 2)  # (n,)
    net = MLP([1, n - 1, 1], "sigmoid")
    steepness = steepness * n / (b - a)
    net.weights[0] = steepness
    net.biases[0] = -steepness * edges[1:-1]
    net.weights[1] = np.diff(values)[:, None]
    net.biases[1] = values[0]
    return net


def bump(left: float, right: float, height: float = 1.0, steepness: float = 1e6) -> MLP:
    """Build a bump, `height` between left and right and 0 outside: the difference of two sigmoids.

    The network is ``[1, 2, 1]``, the steepness of its sigmoids is measured in widths of the bump,
    and left must be smaller than right: else it raises a ValueError.

    >>> bump(0.2, 0.4, height=3).forward([[0.1], [0.3], [0.5]])[:, 0]
    array([0., 3., 0.])
    """
    if not -np.inf < left < right < np.inf:
        raise ValueError(f"left must be smaller than right; got {left!r} and {right!r}")
    net = MLP([1, 2, 1], "sigmoid", output_bias=False)
    steepness = steepness / (right - left)
    net.weights[0] = steepness
    net.biases[0] = [-steepness * left, -steepness * right]
    net.weights[1] = [[height], [-height]]
    return net


def tent_composition(k: int) -> MLP:
    """Build a tent map applied k times: k hidden layers of two ReLU units make 2ᵏ linear pieces.

    The tent map climbs from 0 to 1 on [0, 1/2] and comes down again: 2 relu(x) - 4 relu(x - 1/2).
    One hidden layer needs at least 2ᵏ - 1 units for as many pieces, and 2ᵏ for these. Composing
    tents is how Telgarsky (2016) shows the benefit of depth. The network is ``[1, 2, …, 2, 1]``.

    >>> net = tent_composition(5)
    >>> sum(net.sizes[1:-1]), piece_count(net)
    (10, 32)
    """
    net = MLP([1, *[2] * arguments.whole("k", k), 1], "relu", output_bias=False)
    tent = np.array([[2.0], [-4.0]])
    net.weights[0] = 1
    for w in net.weights[1:]:
        w[...] = tent  # what comes out of a tent goes into both units of the next
    for bias in net.biases[:-1]:
        bias[:] = [0, -0.5]
    return net


def piece_count(net: MLP, a: float = 0.0, b: float = 1.0) -> int:
    """Count the linear pieces of a ReLU network on [a, b]; exact up to rounding.

    Layer by layer: between two known bends every unit is a straight line, so a new bend can only
    be where that line crosses zero.

    Parameters
    ----------
    net : MLP
        With one input and one output, relu or linear in its hidden layers.
    a, b : float

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the network is another one; unless a < b.

    Examples
    --------
    >>> piece_count(relu_interpolant(np.sin, 7))
    7
    """
    if net.sizes[0] != 1 or net.sizes[-1] != 1:
        raise ValueError(f"the network must have one input and one output; got sizes {net.sizes}")
    if not set(net.activations) <= {"relu", "linear"}:
        raise ValueError(f"hidden layers must be relu or linear; got {net.activations}")
    arguments.interval(a, b)
    x = np.array([a, b], float)  # the ends of all pieces so far
    h = x[:, None]  # (ends, units)
    for w, bias, name in zip(net.weights, net.biases, [*net.activations, "linear"], strict=True):
        before, bias = h, np.zeros(w.shape[1]) if bias is None else bias
        z = h @ w + bias
        if name == "relu":
            left, right = z[:-1], z[1:]
            piece, unit = np.nonzero(left * right < 0)
            share = left[piece, unit] / (left[piece, unit] - right[piece, unit])
            x_new = x[piece] + share * (x[piece + 1] - x[piece])
            z_new = left[piece] + share[:, None] * (right[piece] - left[piece])
            z_new[np.arange(len(unit)), unit] = 0
            x, first = np.unique(np.concatenate([x, x_new]), return_index=True)
            z = np.maximum(np.concatenate([z, z_new])[first], 0)
        h = z
    slopes = np.diff(h[:, 0]) / np.diff(x)
    # The output is rounded by about eps times its largest part, the slope by that over a length.
    size = (abs(before) @ abs(w)).max() + abs(bias).max() + abs(slopes * x[1:]).max()
    lengths = np.diff(x)
    noise = 100 * np.finfo(float).eps * size / np.minimum(lengths[:-1], lengths[1:])
    return 1 + int((abs(np.diff(slopes)) > noise).sum())


def feature_rank(x: ArrayLike, g: Function, units: int, seed: int = 0) -> int:
    """Count the linearly independent among a layer's random features g(x W + b), up to rounding.

    With a polynomial g of degree d the features are polynomials of degree d at most: their rank is
    at most the dimension of that space, 3 for z² in one variable, and more units add nothing.

    Parameters
    ----------
    x : array, shape (n, n_in)
        More rows than the rank that is to be seen.
    g : function from array to array
    units : int
    seed : int
        Drawn are W and then b, from -1 to 1.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If x is no matrix of finite numbers, or g changes the shape of its argument.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 50)[:, None]
    >>> [feature_rank(x, np.square, units) for units in (2, 3, 30)]
    [2, 3, 3]
    """
    x = arrays.finite("x", x, float)
    if x.ndim != 2:
        raise ValueError(f"x must have shape (n, n_in); got {x.shape}")
    units, rng = arguments.whole("units", units), arguments.generator(seed)
    w = 2 * rng.random((x.shape[1], units)) - 1
    b = 2 * rng.random(units) - 1
    features = arrays.finite("g(x W + b)", g(x @ w + b))
    if features.shape != (len(x), units):
        wanted = f"{(len(x), units)}, the shape of its argument"
        raise ValueError(f"g must give back {wanted}; got {features.shape}")
    return int(np.linalg.matrix_rank(features))


def largest_error(
    net: MLP, f: Function, a: float = 0.0, b: float = 1.0, points: int = 10_001
) -> float:
    """Return the largest ``abs(net(x) - f(x))`` over equally spaced points of [a, b].

    Parameters
    ----------
    net : MLP
        With one input and one output.
    f : function from array to array
    a, b : float
    points : int

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If f does not give a finite number for each point of an array; if net has several outputs.

    Examples
    --------
    >>> round(largest_error(relu_interpolant(np.square, 4), np.square), 6)  # M/(8 n²) = 2/128
    0.015625
    """
    if net.sizes[-1] != 1:
        raise ValueError(f"the network must have one output; got sizes {net.sizes}")
    arguments.interval(a, b)
    x = np.linspace(a, b, arguments.whole("points", points, least=2))
    return float(abs(net.forward(x[:, None])[:, 0] - _values(f, x)).max())


def _values(f: Function, x: np.ndarray) -> np.ndarray:
    """Compute f at the points x, shape (n,)."""
    try:
        y = np.asarray(f(x.copy()), float)
    except (TypeError, ValueError) as error:
        how = "f must take an array and work element by element, as np.sin does"
        raise TypeError(f"{how}; it raised {error}") from error
    if y.shape not in ((), x.shape) or not np.isfinite(y).all():
        got = f"shape {y.shape}" if y.shape != x.shape else "NaN or infinite ones"
        raise ValueError(f"f must give a finite number for each of {len(x)} points; got {got}")
    return np.broadcast_to(y, x.shape)
