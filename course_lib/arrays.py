"""Arrays that came in: taken where that is natural, else an error that says what would do."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

# Kinds of arrays that are no numbers to compute with, and what to do with them.
OTHERS = {
    "c": ("complex numbers", "take their real part, or their absolute value"),
    "U": ("texts", "turn digits into numbers with astype(float)"),
    "S": ("bytes", "turn them into numbers first"),
    "M": ("dates", "count the days since a first one"),
    "m": ("spans of time", "count their days or seconds"),
}


def finite(name: str, values: ArrayLike, dtype: DTypeLike | None = None) -> np.ndarray:
    """Return the values as an array, if they are finite numbers.

    >>> finite("x", [1.0, np.nan])
    Traceback (most recent call last):
    ValueError: x must hold finite numbers; it has NaN or infinite ones
    """
    array = _array(name, values, dtype)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers; it has NaN or infinite ones")
    return array


def labels(name: str, values: ArrayLike, n: int, classes: int) -> np.ndarray:
    """Return the values as an array, if each of the n is a class: an integer in 0 … classes - 1.

    >>> labels("y", [0, 1, 2], 3, classes=2)
    Traceback (most recent call last):
    ValueError: y must lie in 0 … 1; got 0 … 2
    """
    if classes < 2:
        raise ValueError("softmax needs at least two output units; for one, use 'logistic'")
    array = _array(name, values)
    if array.shape != (n,):
        raise ValueError(f"{name} must have shape ({n},), one per row; got {array.shape}")
    if array.dtype.kind not in "biu":
        raise TypeError(f"{name} must be integers, the class of each row; got {array.dtype}")
    if n and not 0 <= array.min() <= array.max() < classes:
        raise ValueError(f"{name} must lie in 0 … {classes - 1}; got {array.min()} … {array.max()}")
    return array


def two_classes(name: str, values: ArrayLike) -> np.ndarray:
    """Return classes coded as -1 and 1 as 0 and 1; others as they are.

    >>> two_classes("y", [-1, 1]).tolist(), two_classes("y", [0, 1]).tolist()
    ([0, 1], [0, 1])
    """
    array = finite(name, values)
    return (array > 0).astype(int) if np.isin(array, (-1, 1)).all() else array


def one_unit(values: ArrayLike, outputs: np.ndarray) -> np.ndarray:
    """Return labels 0 and 1 of n rows, shape (n, 1), for a network with one output unit.

    >>> one_unit([0, 2], np.ones((2, 1)))
    Traceback (most recent call last):
    ValueError: labels must lie in 0 … 1; got 0 … 2
    """
    if outputs.shape[1] != 1:
        raise ValueError(f"'logistic' is for one output unit; got {outputs.shape[1]}")
    return labels("labels", values, len(outputs), classes=2)[:, None]


def places(values: Any, classes: int, n: int) -> np.ndarray:
    """Return where the labels of n rows lie in a matrix of shape (classes, n), read row by row.

    >>> places([2, 0], 3, 2)
    array([4, 1])
    """
    try:
        if values.shape == (n,) and classes > 1:
            return np.ravel_multi_index((values, np.arange(n)), (classes, n))
    except (AttributeError, TypeError, ValueError):
        pass  # a list, or wrong: the slower way says what is wrong
    return labels("labels", values, n, classes).astype(int) * n + np.arange(n)


def rows(x: ArrayLike, columns: int, dtype: DTypeLike, many: bool = False) -> np.ndarray:
    """Return the inputs x of a network, shape (n, columns), or one, unless there must be many.

    >>> rows([[1.0, 2.0]], 3, float)
    Traceback (most recent call last):
    ValueError: x must have 3 columns; got shape (1, 2)
    """
    x = _array("x", x, dtype)
    if x.ndim == 0 or x.shape[-1] != columns:
        turned = x.ndim == 2 and len(x) == columns
        hint = ": one example per row; is it transposed?" if turned else ""
        raise ValueError(f"x must have {columns} columns; got shape {x.shape}{hint}")
    if many and (x.ndim != 2 or len(x) == 0):
        raise ValueError(f"x must have the shape (n, {columns}), n ≥ 1; got {x.shape}")
    return x


def scores(values: ArrayLike) -> np.ndarray:
    """Return scores as floats, if there is one at least in each row.

    >>> scores([])
    Traceback (most recent call last):
    ValueError: logits must have one score at least in each row; got shape (0,)
    """
    array = _array("logits", values)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(
            f"logits must have one score at least in each row; got shape {array.shape}"
        )
    return array if array.dtype.kind == "f" else array.astype(float)


def outputs(name: str, values: ArrayLike) -> np.ndarray:
    """Return the outputs of a network, shape (n, units), as floats; float32 stays.

    >>> outputs("logits", [])
    Traceback (most recent call last):
    ValueError: logits must have shape (n, units), n ≥ 1; got (0,)
    """
    array = _array(name, values)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} must have shape (n, units), n ≥ 1; got {array.shape}")
    return array if array.dtype.kind == "f" else array.astype(float)


def targets(values: ArrayLike, outputs: np.ndarray) -> np.ndarray:
    """Return the targets in the outputs' shape, (n, units); for one unit, (n,) will do.

    >>> targets([1, 2], np.ones((2, 3)))
    Traceback (most recent call last):
    ValueError: targets must have shape (2, 3); got (2,)
    """
    array = _array("targets", values, outputs.dtype)
    if array.ndim == 1 and outputs.shape[1] == 1:
        array = array[:, None]
    if array.shape != outputs.shape:
        raise ValueError(f"targets must have shape {outputs.shape}; got {array.shape}")
    return array


def examples(
    x: ArrayLike, y: ArrayLike, dtype: DTypeLike, classes: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the inputs x, as dtype, and what belongs to them, y, if they have as many rows, not 0.

    With a number of classes, y must be labels: else a wrong one would be found when half trained.

    >>> examples([[1.0], [2.0]], [0], float)
    Traceback (most recent call last):
    ValueError: x and y must have the same number of rows, not 0; got 2 and 1
    """
    x, y = finite("x", x, dtype), finite("y", y)
    n, n_y = (len(array) if array.ndim else 0 for array in (x, y))
    if n != n_y or n == 0:
        raise ValueError(f"x and y must have the same number of rows, not 0; got {n} and {n_y}")
    return x, y if classes is None else labels("y", y, n, classes)


def one_theta(own: np.ndarray, theta: np.ndarray) -> None:
    """Raise unless theta is the one whose steps an optimizer remembers: it, a view, or a copy.

    >>> one_theta(np.zeros(2), np.ones(2))
    Traceback (most recent call last):
    ValueError: this optimizer remembers the steps of another theta: make a new one for each network
    """
    if theta is not own and not np.array_equal(theta, own):
        what = "this optimizer remembers the steps of another theta"
        raise ValueError(f"{what}: make a new one for each network")


def same_shape(theta: np.ndarray, gradient: np.ndarray) -> None:
    """Raise unless both are arrays of one shape: a list could not change in place.

    >>> same_shape([1.0, 2.0], np.ones(2))
    Traceback (most recent call last):
    ValueError: theta and gradient must be arrays of one shape; got a list and a shape of (2,)
    """
    if getattr(theta, "shape", None) != getattr(gradient, "shape", ()):
        got = " and ".join(
            f"a shape of {value.shape}" if hasattr(value, "shape") else f"a {type(value).__name__}"
            for value in (theta, gradient)
        )
        raise ValueError(f"theta and gradient must be arrays of one shape; got {got}")


def copy_into(view: np.ndarray | tuple | None, values: Any) -> None:
    """Copy values, of its shape or a single number, into a view, or each into one of several.

    None stands for the biases of a layer without.

    >>> copy_into(np.zeros((2, 3)), [1, 2, 3])
    Traceback (most recent call last):
    ValueError: an array of shape (2, 3) is expected here; got (3,)
    """
    if isinstance(view, tuple):
        if len(values) != len(view):
            raise ValueError(f"{len(view)} arrays are expected, one per layer; got {len(values)}")
        for one, value in zip(view, values, strict=True):
            copy_into(one, value)
    elif view is None or values is None:
        if view is not values:
            raise ValueError("None stands for the biases of a layer without, and only for them")
    elif np.shape(values) in ((), view.shape):
        view[...] = values
    else:
        raise ValueError(f"an array of shape {view.shape} is expected here; got {np.shape(values)}")


def points(x: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return points of the plane, shape (n, 2), and their classes 0 and 1, shape (n,).

    >>> points([[0.0, 1.0]], [2])
    Traceback (most recent call last):
    ValueError: y must lie in 0 … 1; got 2 … 2
    """
    x = finite("x", x, float)
    if x.ndim != 2 or x.shape[1] != 2 or len(x) == 0:
        raise ValueError(f"x must hold points of the plane, shape (n, 2), n ≥ 1; got {x.shape}")
    return x, labels("y", y, len(x), classes=2).astype(int)


def _array(name: str, values: Any, dtype: DTypeLike | None = None) -> np.ndarray:
    """Return an array of numbers; of other kinds say what they are."""
    if type(values) is np.ndarray and (
        values.dtype == dtype if dtype else values.dtype.kind in "biuf"
    ):
        return values
    if isinstance(values, np.ma.MaskedArray):
        raise ValueError(
            f"{name} is a masked array; fill its gaps, {name}.filled(0), or leave them out"
        )
    try:
        array = np.asarray(values)
        if array.dtype.kind in "biuf":
            return array if dtype is None else array.astype(dtype, copy=False)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be an array of numbers: {error}") from None
    what, instead = OTHERS.get(array.dtype.kind, ("objects", "make an array of numbers of them"))
    raise ValueError(f"{name} must be an array of numbers; got {what}: {instead}")
