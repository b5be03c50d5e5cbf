"""Points in the plane with a number each, the height of a land: regressions."""

import numpy as np

from course_lib import arguments


def slope(n: int = 200, noise: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Measure the height of an inclined plane: a regression, which one linear unit learns.

    The points lie anywhere in the square from -4 to 4; the target of each is (x₁ + x₂) / 8, from -1
    to 1.

    Parameters
    ----------
    n : int
        The number of points.
    noise : float
        Each target varies by up to ± noise.
    seed : int
        Drawn are, point by point, the two coordinates, then the noise of the targets.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of float, shape (n,)
        The targets: learn them with ``loss="squared_error"``.

    Examples
    --------
    >>> x, y = slope(200)
    >>> bool(np.allclose(y, (x[:, 0] + x[:, 1]) / 8))
    True
    """
    x, shift = _anywhere(n, noise, seed)
    return x, (x[:, 0] + x[:, 1]) / 8 + shift


def bumps(n: int = 200, noise: float = 0.0, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Measure the height of a land with three hills and three hollows: a regression.

    The points lie anywhere in the square from -4 to 4. Around (-2.5, 2), (2.5, 2) and (0, -2) rises
    a hill, around (0, 2), (-2.5, -2) and (2.5, -2) sinks a hollow: (1 - d²/4)² at a distance d < 2,
    nothing beyond, much as a Gaussian does. The target is their sum, a number from -1 to 1.

    Parameters
    ----------
    n : int
        The number of points.
    noise : float
        Each target varies by up to ± noise.
    seed : int
        As for `slope`.

    Returns
    -------
    x : array, shape (n, 2)
    y : array of float, shape (n,)

    Examples
    --------
    >>> from course_lib import MLP, Adam, fit
    >>> x, y = bumps(400)
    >>> net = MLP([2, 20, 20, 1], activation="tanh", seed=0)
    >>> losses = fit(net, x, y, Adam(0.02), epochs=500, loss="squared_error").loss
    >>> bool(losses[-1] < 0.01 < losses[0])
    True
    """
    x, shift = _anywhere(n, noise, seed)
    centres = np.array([[x1, x2] for x2 in (2.0, -2.0) for x1 in (-2.5, 0.0, 2.5)])
    squares = ((x[:, None] - centres) ** 2).sum(axis=-1)  # of the distances, (n, 6)
    heights = np.maximum(0, 1 - squares / 4) ** 2
    return x, heights @ np.array([1.0, -1.0] * 3) + shift


def _anywhere(n: int, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:  # (n, 2), (n,)
    n, rng = arguments.whole("n", n), arguments.generator(seed)
    x = 8 * rng.random((n, 2)) - 4
    return x, arguments.limited("noise", noise) * (2 * rng.random(n) - 1)
