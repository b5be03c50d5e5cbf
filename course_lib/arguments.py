"""What came in: taken where that is natural, else an error that names it and says what would do.

These checks stand here so that the lessons in the other modules can be read without them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike


def whole(name: str, value: float, least: int = 1) -> int:
    """Return the value as an int, if it is a whole number of at least `least`: 3, numpy's 3 or 3.0.

    >>> whole("epochs", 2.5)
    Traceback (most recent call last):
    ValueError: epochs must be a whole number of at least 1; got 2.5
    """
    is_number = isinstance(value, (int, float, np.number))
    if not is_number or value != value // 1 or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}; got {value!r}")
    return int(value)


def known(what: str, name: object, table: Collection[str]) -> str:
    """Return the name, if the table has it.

    >>> known("activation", "tangh", ["linear", "tanh"])
    Traceback (most recent call last):
    ValueError: unknown activation 'tangh'; choose from linear, tanh
    """
    if not isinstance(name, str) or name not in table:
        raise ValueError(f"unknown {what} {name!r}; choose from {', '.join(table)}")
    return name


def layers(sizes: Sequence[int]) -> list[int]:
    """Return the sizes of two layers or more.

    >>> layers([4])
    Traceback (most recent call last):
    ValueError: sizes must list an input and an output layer at least; got [4]
    """
    if np.ndim(sizes) != 1 or len(sizes) < 2:
        raise ValueError(f"sizes must list an input and an output layer at least; got {sizes!r}")
    return [whole(f"each of the sizes {sizes!r}", size) for size in sizes]


def activations(names: str | Sequence[str], n: int, table: Collection[str]) -> list[str]:
    """Return a known name for each of n hidden layers, from one for all or one for each.

    >>> activations(["tanh"], 2, ["linear", "tanh"])
    Traceback (most recent call last):
    ValueError: activation must be one name, or one for each of 2 hidden layers; got 1
    """
    if not isinstance(names, (list, tuple)):
        return [known("activation", names, table)] * n
    if len(names) != n:
        wanted = f"one name, or one for each of {n} hidden layers"
        raise ValueError(f"activation must be {wanted}; got {len(names)}")
    return [known("activation", name, table) for name in names]


def limited(name: str, value: float, below: float = np.inf) -> float:
    """Return the value, if it is a number of at least 0 and below a limit.

    >>> limited("momentum", 1.0, below=1)
    Traceback (most recent call last):
    ValueError: momentum must be at least 0 and below 1; got 1.0
    """
    if not isinstance(value, (int, float, np.number)) or not 0 <= value < below:
        raise ValueError(f"{name} must be at least 0 and below {below}; got {value!r}")
    return value


def generator(seed: int) -> np.random.Generator:
    """Make ``numpy.random.default_rng(seed)``.

    >>> generator(-1)
    Traceback (most recent call last):
    ValueError: seed must be a whole number, not negative; got -1
    """
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise ValueError(f"seed must be a whole number, not negative; got {seed!r}") from None


def finite(name: str, values: ArrayLike, dtype: DTypeLike | None = None) -> np.ndarray:
    """Return the values as an array, if they are finite numbers.

    >>> finite("x", [1.0, np.nan])
    Traceback (most recent call last):
    ValueError: x must hold finite numbers; it has NaN or infinite ones
    """
    array = _array(name, values, dtype)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be an array of numbers; got one of {array.dtype}")
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
        raise ValueError("softmax needs at least two output units; for one, use 'squared_error'")
    array = _array(name, values)
    if array.shape != (n,):
        raise ValueError(f"{name} must have shape ({n},), one per row; got {array.shape}")
    if array.dtype.kind not in "biu":
        raise TypeError(f"{name} must be integers, the class of each row; got {array.dtype}")
    if n and not 0 <= array.min() <= array.max() < classes:
        raise ValueError(f"{name} must lie in 0 … {classes - 1}; got {array.min()} … {array.max()}")
    return array


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
        raise ValueError(f"x must have {columns} columns; got shape {x.shape}")
    if many and (x.ndim != 2 or len(x) == 0):
        raise ValueError(f"x must have the shape (n, {columns}), n ≥ 1; got {x.shape}")
    return x


def float_type(dtype: DTypeLike) -> np.dtype:
    """Return the dtype, if it is float64 or float32.

    >>> float_type(int)
    Traceback (most recent call last):
    ValueError: dtype must be float64 or float32; got int64
    """
    dtype = np.dtype(dtype)
    if dtype not in (np.float64, np.float32):
        raise ValueError(f"dtype must be float64 or float32; got {dtype}")
    return dtype


def optimizer(value: Any) -> Any:
    """Return the optimizer, if it has a step to make.

    >>> from course_lib import Adam
    >>> optimizer(Adam)
    Traceback (most recent call last):
    TypeError: optimizer must be one such as Adam(0.01); got <class 'course_lib.optimizers.Adam'>
    """
    if isinstance(value, type) or not hasattr(value, "step"):
        raise TypeError(f"optimizer must be one such as Adam(0.01); got {value!r}")
    return value


def memory(kept: np.ndarray, theta: np.ndarray) -> np.ndarray:
    """Return what an optimizer remembers of its steps, if theta has as many parameters."""
    if kept.shape != theta.shape:
        numbers = f"already moved {kept.size} parameters and now gets {theta.size}"
        raise ValueError(f"this optimizer has {numbers}: make a new one for each network")
    return kept


def examples(x: ArrayLike, y: ArrayLike, dtype: DTypeLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the inputs x, as dtype, and what belongs to them, y, if they have as many rows, not 0.

    >>> examples([[1.0], [2.0]], [0], float)
    Traceback (most recent call last):
    ValueError: x and y must have the same number of rows, not 0; got 2 and 1
    """
    x, y = finite("x", x, dtype), finite("y", y)
    n, n_y = (len(array) if array.ndim else 0 for array in (x, y))
    if n != n_y or n == 0:
        raise ValueError(f"x and y must have the same number of rows, not 0; got {n} and {n_y}")
    return x, y


def outputs(name: str, values: ArrayLike) -> np.ndarray:
    """Return the outputs of a network, shape (n, units), as floats; float32 stays.

    >>> outputs("logits", [])
    Traceback (most recent call last):
    ValueError: logits must have shape (n, units), n ≥ 1; got (0,)
    """
    array = np.asarray(values)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} must have shape (n, units), n ≥ 1; got {array.shape}")
    return array if array.dtype.kind == "f" else array.astype(float)


def targets(values: ArrayLike, outputs: np.ndarray) -> np.ndarray:
    """Return the targets in the outputs' shape, (n, units); for one unit, (n,) will do.

    >>> targets([1, 2], np.ones((2, 3)))
    Traceback (most recent call last):
    ValueError: targets must have shape (2, 3); got (2,)
    """
    array = np.asarray(values, dtype=outputs.dtype)
    if array.ndim == 1 and outputs.shape[1] == 1:
        array = array[:, None]
    if array.shape != outputs.shape:
        raise ValueError(f"targets must have shape {outputs.shape}; got {array.shape}")
    return array


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


def interval(a: float, b: float) -> None:
    """Raise unless a and b are finite numbers and a < b.

    >>> interval(1, 1)
    Traceback (most recent call last):
    ValueError: a and b must be finite numbers with a < b; got 1 and 1
    """
    if not -np.inf < a < b < np.inf:
        raise ValueError(f"a and b must be finite numbers with a < b; got {a!r} and {b!r}")


def _array(name: str, values: ArrayLike, dtype: DTypeLike | None = None) -> np.ndarray:
    try:
        return np.asarray(values, dtype)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be an array of numbers: {error}") from None
