"""What came in: taken where that is natural, else an error that names it and says what would do.

Single values stand here, arrays in `arrays`, so that the lessons in the other modules can be read
without these checks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike


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


def interval(a: float, b: float) -> None:
    """Raise unless a and b are finite numbers and a < b.

    >>> interval(1, 1)
    Traceback (most recent call last):
    ValueError: a and b must be finite numbers with a < b; got 1 and 1
    """
    if not -np.inf < a < b < np.inf:
        raise ValueError(f"a and b must be finite numbers with a < b; got {a!r} and {b!r}")
