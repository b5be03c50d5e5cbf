"""Points in the plane, of two classes."""

import numpy as np

from course_lib import arguments


def spiral(n: int = 200, noise: float = 0.1, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw two arms that wind around each other: the demo's set, which no line can part.

    Point i = 0, 1, … of an arm of m points lies at radius 5 i/m and angle 2.5 π i/m, the second
    arm half a turn further, both with uniform noise; x = (radius · sin, radius · cos).

    Parameters
    ----------
    n : int
        The number of points, even.
    noise : float
        Radius and angle vary by up to ± noise (units; radians).
    seed : int
        Drawn are, point by point, the radius' noise and then the angle's.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of int, shape (n,)
        First the points of class 1, then those of class 0.

    Raises
    ------
    ValueError
        If n is odd or less than 2, or noise negative or not finite.

    Examples
    --------
    >>> x, y = spiral(200, seed=0)
    >>> x.shape, y[:3], y[-3:]
    ((200, 2), array([1, 1, 1]), array([0, 0, 0]))
    """
    m = _half(n)
    noise = arguments.limited("noise", noise)
    u = noise * (2 * arguments.generator(seed).random((2, m, 2)) - 1)  # (arm, point, 2)
    i = np.arange(m) / m
    radius = 5 * i + u[:, :, 0]  # (2, m)
    angle = 2.5 * np.pi * i + u[:, :, 1]
    angle[1] += np.pi
    return _points(radius, angle), np.repeat([1, 0], m)


def circle(n: int = 100, seed: int = 0, noise: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Draw a disc of class 1 inside a ring of class 0: no line parts them, one closed curve does.

    The m = n/2 points of the disc have a radius of 0 to 2 and any angle; those of the ring have a
    radius of 3 to 5 and the angles 2 π i/m.

    Parameters
    ----------
    n : int
        The number of points, even.
    seed : int
        Drawn are, point by point, radius and angle in the disc, then the radii in the ring, then
        the noise of both coordinates.
    noise : float
        Each coordinate varies by up to ± noise.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of int, shape (n,)

    Examples
    --------
    >>> x, y = circle(100, seed=0)
    >>> radius = np.hypot(x[:, 0], x[:, 1])
    >>> bool(radius[y == 1].max() < 2 < 3 < radius[y == 0].min())
    True
    """
    m = _half(n)
    rng = arguments.generator(seed)
    inner, angle = rng.random((m, 2)).T
    outer = 3 + 2 * rng.random(m)
    radius = np.stack([2 * inner, outer])  # (2, m)
    angle = 2 * np.pi * np.stack([angle, np.arange(m) / m])
    return _points(radius, angle) + _shift(noise, rng, n), np.repeat([1, 0], m)


def simple(noise: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return thirteen points in two loose groups: the demo's easiest set.

    Parameters
    ----------
    noise : float
        Each coordinate varies by up to ± noise.
    seed : int
        Drawn are, point by point, the noise of the two coordinates.

    Returns
    -------
    x : array, shape (13, 2)
    y : array of int, shape (13,)

    Examples
    --------
    >>> x, y = simple()
    >>> x.shape, int(y.sum())
    ((13, 2), 8)
    """
    ones = [
        [-0.4326, 1.1909],
        [3.0, 4.0],
        [0.1253, -0.0376],
        [0.2877, 0.3273],
        [-1.1465, 0.1746],
        [0.5, 3.2],
        [0.8, 3.2],
        [1.0, -2.2],
    ]
    zeros = [
        [1.8133, 1.0139],
        [2.7258, 1.0668],
        [1.4117, 0.5593],
        [4.1832, 0.3044],
        [1.8636, 0.1677],
    ]
    x = np.array(ones + zeros)
    x += _shift(noise, arguments.generator(seed), len(x))
    return x, np.repeat([1, 0], [len(ones), len(zeros)])


def xor(n: int = 4, noise: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of a square, in class 1 where exactly one coordinate is 1.

    Parameters
    ----------
    n : int
        The number of points, a multiple of four.
    noise : float
        Each coordinate varies by up to ± noise.
    seed : int
        Drawn are, point by point, the noise of the two coordinates.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of int, shape (n,)

    Raises
    ------
    ValueError
        If n is no multiple of four, or noise negative or not finite.

    Examples
    --------
    >>> xor()[1]
    array([0, 1, 1, 0])
    """
    n = arguments.whole("n", n, least=4)
    if n % 4:
        raise ValueError(f"n must be a multiple of 4, one point for each corner; got {n!r}")
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    x = np.tile(corners, (n // 4, 1))
    x += _shift(noise, arguments.generator(seed), n)
    return x, np.tile([0, 1, 1, 0], n // 4)


def gaussians(n: int = 200, noise: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw two clouds that overlap: no classifier gets past the line between them, but by chance.

    The m = n/2 points of class 1 are normal around (2, 2), those of class 0 around (-2, -2), with a
    standard deviation of 1 + noise in each coordinate. So the line x₁ + x₂ = 0 is right with
    probability Φ(2√2 / (1 + noise)).

    Parameters
    ----------
    n : int
        The number of points, even.
    noise : float
        How much wider the clouds are.
    seed : int
        Each coordinate takes two draws, as a weight of `MLP` does.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of int, shape (n,)
        First the points of class 1, then those of class 0.

    Raises
    ------
    ValueError
        If n is odd or less than 2, or noise negative or not finite.

    Examples
    --------
    >>> x, y = gaussians(400, noise=1.0)
    >>> float(((x.sum(axis=1) > 0) == y).mean())
    0.9
    """
    m = _half(n)
    spread = 1 + arguments.limited("noise", noise)
    u, v = arguments.generator(seed).random((n, 2, 2)).transpose(2, 0, 1)  # (n, 2) each
    normal = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)
    return spread * normal + np.repeat([[2.0], [-2.0]], m, axis=0), np.repeat([1, 0], m)


def random_labels(n: int = 200, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw points without a rule: what is learnt of them is learnt by heart.

    The points lie anywhere in the square from -4 to 4, and a coin decides the class of each. A
    large network gets them right (Zhang and others, 2017), and new ones by chance.

    Parameters
    ----------
    n : int
        The number of points.
    seed : int
        Drawn are, point by point, the two coordinates, then the classes.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of int, shape (n,)

    Examples
    --------
    >>> x, y = random_labels(1000)
    >>> float(y.mean())
    0.519
    """
    n = arguments.whole("n", n)
    rng = arguments.generator(seed)
    return 8 * rng.random((n, 2)) - 4, (rng.random(n) < 0.5).astype(int)


def _shift(noise: float, rng: np.random.Generator, n: int) -> np.ndarray:  # (n, 2)
    return arguments.limited("noise", noise) * (2 * rng.random((n, 2)) - 1)


def _half(n: int) -> int:
    n = arguments.whole("n", n, least=2)
    if n % 2:
        raise ValueError(f"n must be even and at least 2, half for each class; got {n!r}")
    return n // 2


def _points(radius: np.ndarray, angle: np.ndarray) -> np.ndarray:  # polar (2, m) to plane (2 m, 2)
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=-1).reshape(-1, 2)
