"""Pictures of networks, of what they decide and of how they see their input.

Each function draws into ``ax`` (new axes if none are given) and returns it, so pictures can be put
side by side and changed afterwards. Class 0 is orange and round, class 1 blue and square: `colours`
says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from course_lib import arguments, arrays
from course_lib.colours import CLASSES, LIGHT

if TYPE_CHECKING:
    from course_lib.network import MLP
    from course_lib.training import History

COLOURS = [LIGHT[look.colour] for look in CLASSES]
_MARKERS = [{"circle": "o", "square": "s"}[look.mark] for look in CLASSES]
_GROUNDS = [LIGHT[look.ground] for look in CLASSES]
_SHADES = LinearSegmentedColormap.from_list("classes", [_GROUNDS[0], LIGHT["page"], _GROUNDS[1]])
_INK = LIGHT["soft"]
# Colours of numbers below and above 0, of one size on both sides: imshow(…, cmap=SIGNED).
SIGNED = LinearSegmentedColormap.from_list("signed", [COLOURS[0], LIGHT["page"], COLOURS[1]])


def plot_network(
    sizes: Sequence[int], names: Sequence[str] | None = None, max_units: int = 12,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw the units of each layer and their connections.

    Parameters
    ----------
    sizes : sequence of int
        Units per layer, as in `MLP`.
    names : list of str
        The text below each layer; 'input', 'hidden 1', …, 'output' if none are given.
    max_units : int
        Larger layers show so many units and say how many there are.
    ax : Axes

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there are fewer than two layers, or not a name for each.

    Examples
    --------
    >>> [text.get_text() for text in plot_network([4, 3]).texts]
    ['input\\n4 units', 'output\\n3 units']
    """
    ax, sizes = _axes(ax), [arguments.whole("a size", size) for size in sizes]
    arguments.whole("max_units", max_units)
    if len(sizes) < 2 or (names is not None and len(names) != len(sizes)):
        raise ValueError(f"two layers at least, and a name for each; got {sizes} and {names}")
    if names is None:
        names = ["input", *(f"hidden {k}" for k in range(1, len(sizes) - 1)), "output"]
    heights = [_heights(min(size, max_units)) for size in sizes]
    for k in range(len(sizes) - 1):
        lines = [([k, k + 1], [below, above]) for below in heights[k] for above in heights[k + 1]]
        for x, y in lines:
            ax.plot(x, y, color=_INK, linewidth=0.5, alpha=0.5, zorder=1)
    bottom = min(map(min, heights)) - 1
    for k, (size, name) in enumerate(zip(sizes, names, strict=True)):
        ax.scatter([k] * len(heights[k]), heights[k], s=160, c="white", edgecolors=_INK, zorder=2)
        units = f"{size} unit" + ("s" if size > 1 else "")
        ax.text(k, bottom, f"{name}\n{units}", ha="center", va="top")
    ax.set(xlim=(-0.5, len(sizes) - 0.5), ylim=(bottom - 1.5, -bottom))
    ax.axis("off")
    return ax


def plot_points(x: ArrayLike, y: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw points x of the plane, shape (n, 2), in the colour and shape of their class y, 0 or 1.

    >>> ax = plot_points([[0, 1], [2, 3], [4, 5]], [0, 1, 1])
    >>> [len(drawn.get_offsets()) for drawn in ax.collections]
    [1, 2]
    """
    ax, (x, y) = _axes(ax), arrays.points(x, y)
    for label, (colour, marker) in enumerate(zip(COLOURS, _MARKERS, strict=True)):
        horizontal, vertical = x[y == label].T
        ax.scatter(
            horizontal, vertical, s=18, c=colour, marker=marker, edgecolors="white",
            linewidths=0.5, label=f"class {label}", zorder=3,
        )  # fmt: skip
    return ax


def plot_decision_boundary(
    net: MLP, x: ArrayLike, y: ArrayLike, resolution: int = 200, ax: Axes | None = None
) -> Axes:
    """Shade the plane by the probability that a network gives to class 1, and draw its boundary.

    Parameters
    ----------
    net : MLP
        With two input and two output units.
    x : array, shape (n, 2)
    y : array of int, shape (n,)
    resolution : int
        Points of the shading along each side.
    ax : Axes

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If net has other numbers of units, or x and y are no points of two classes.

    Examples
    --------
    >>> from course_lib import MLP, datasets
    >>> plot_decision_boundary(MLP([2, 2], seed=0), *datasets.xor()).get_title()
    'accuracy 0.75'
    """
    _in_the_plane(net)
    if net.sizes[-1] != 2:
        raise ValueError(f"net must have two output units; got {net.sizes[-1]}")
    ax = plot_points(x, y, ax)
    grid = _grid(x, resolution)  # (resolution, resolution, 2)
    p = net.probabilities(grid)[..., 1]
    horizontal, vertical = grid[..., 0], grid[..., 1]
    shading = ax.pcolormesh(horizontal, vertical, p, cmap=_SHADES, vmin=0, vmax=1)
    shading.set_rasterized(True)
    if p.min() < 0.5 < p.max():
        ax.contour(horizontal, vertical, p, levels=[0.5], colors="black", linewidths=1)
    ax.set(aspect="equal", title=f"accuracy {net.accuracy(x, y):.2f}")
    return ax


def plot_hidden(
    net: MLP, x: ArrayLike, y: ArrayLike, layer: int = -1, units: Sequence[int] = (0, 1),
    lines: int = 21, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Draw how two units of a hidden layer see the plane: a square grid, warped, and the points.

    Parameters
    ----------
    net : MLP
        With two input units.
    x : array, shape (n, 2)
    y : array of int, shape (n,)
    layer : int
        Which hidden layer; 0 is the first, -1 the last.
    units : pair of int
        Which two units give the coordinates.
    lines : int
        Of the grid, in each direction.
    ax : Axes

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no such layer or unit, or x and y are no points of two classes.

    Examples
    --------
    >>> from course_lib import MLP, datasets
    >>> plot_hidden(MLP([2, 3, 2]), *datasets.xor(), units=(2, 0)).get_xlabel()
    'unit 2'
    """
    _in_the_plane(net)
    layers = net.sizes[1:-1]
    there = -len(layers) <= layer < len(layers) and len(units) == 2
    if not there or min(units) < 0 or max(units) >= layers[layer]:
        raise ValueError(f"there is no hidden layer {layer} with units {units} in {net.sizes}")
    units = list(units)
    ax = plot_points(net.hidden(x)[layer][:, units], y, ax)
    grid = net.hidden(_grid(x, 10 * lines))[layer][..., units]
    for curves in (grid[::10], grid.swapaxes(0, 1)[::10]):
        for curve in curves:
            ax.plot(*curve.T, color=_INK, linewidth=0.4, alpha=0.6, zorder=1)
    ax.set(xlabel=f"unit {units[0]}", ylabel=f"unit {units[1]}")
    return ax


def plot_loss(history: History, label: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the loss of each epoch of a training, on a logarithmic scale.

    Parameters
    ----------
    history : History
        What `fit` returns.
    label : str
        For the legend, when several curves share the axes.
    ax : Axes

    Returns
    -------
    Axes

    Examples
    --------
    >>> from course_lib import History
    >>> plot_loss(History(loss=[0.7, 0.4, 0.2])).lines[0].get_xdata()
    array([1, 2, 3])
    """
    ax = _axes(ax)
    marker = "o" if len(history.loss) == 1 else None
    ax.plot(np.arange(1, len(history.loss) + 1), history.loss, marker=marker, label=label)
    ax.set(xlabel="epoch", ylabel="loss", yscale="log")
    if label:
        ax.legend()
    return ax


def plot_shapes(net: MLP, n: int = 1, ax: Axes | None = None) -> Axes:
    """Draw the shapes that a forward pass of n rows goes through: a line per layer, drawn to scale.

    Parameters
    ----------
    net : MLP
    n : int
        Rows of the input.
    ax : Axes

    Returns
    -------
    Axes

    Examples
    --------
    >>> from course_lib import MLP
    >>> plot_shapes(MLP([4, 3]), n=10).texts[0].get_text()
    'x\\n10 × 4'
    """
    ax, n = _axes(ax, (5, 1.5 * len(net.weights))), arguments.whole("n", n)
    largest = max(n, *net.sizes)
    side, height = 1.4 * largest, 1.7 * largest  # of the room of a matrix, with what it is called

    def matrix(column: int, line: int, name: str, shape: tuple[int, ...], colour: str) -> None:
        x, y = column * side, -line * height
        rows, columns = (1, *shape)[-2:]
        low = y - rows / 2
        ax.add_patch(Rectangle((x - columns / 2, low), columns, rows, fc=colour, ec=_INK))
        text = f"{name}\n{' × '.join(map(str, shape))}"
        ax.annotate(
            text, (x, low), (0, -3), textcoords="offset points", ha="center", va="top", fontsize=9
        )

    for k, (w, bias) in enumerate(zip(net.weights, net.biases, strict=True)):
        last = k == len(net.weights) - 1
        matrix(0, k, f"h{k}" if k else "x", (n, len(w)), _GROUNDS[1])
        matrix(1, k, f"W{k + 1}", w.shape, _GROUNDS[0])
        signs = ["@", "" if bias is None else "+", "=" if last else f"{net.activations[k]} →"]
        if bias is not None:
            matrix(2, k, f"b{k + 1}", bias.shape, _GROUNDS[0])
        matrix(3, k, "outputs" if last else f"h{k + 1}", (n, w.shape[1]), _GROUNDS[1])
        for column, sign in enumerate(signs):
            ax.text((column + 0.5) * side, -k * height, sign, ha="center", va="center", fontsize=9)
    low, top = -(len(net.weights) - 1) * height - largest, 0.6 * largest
    ax.set(xlim=(-side / 2, 3.5 * side), ylim=(low, top), aspect="equal")
    ax.axis("off")
    return ax


def _axes(ax: Axes | None, size: tuple[float, float] | None = None) -> Axes:
    return plt.subplots(figsize=size)[1] if ax is None else ax


def _heights(n: int) -> list[float]:
    return (np.arange(n) - (n - 1) / 2).tolist()


def _grid(x: ArrayLike, points: int) -> np.ndarray:
    """Make a square grid around the points x, with a margin: (points, points, 2)."""
    x = np.asarray(x)
    low, high = x.min(axis=0), x.max(axis=0)
    margin = 0.1 * (high - low).max() + 1e-3
    sides = [np.linspace(a - margin, b + margin, points) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*sides), axis=-1)


def _in_the_plane(net: MLP) -> None:
    if net.sizes[0] != 2:
        raise ValueError(
            f"net must have two input units, to be drawn in the plane; got {net.sizes[0]}"
        )
