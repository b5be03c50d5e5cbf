"""All parameters of a network in one vector θ::

    θ = (W¹ row by row, b¹, W² row by row, b², …)

Weights and biases are views: another look at the same numbers in memory, in the shape that a layer
needs. Change θ and they change; change one of them and θ does. So an optimizer moves one vector and
knows nothing of layers, and a network uses its layers and knows nothing of θ.

This file keeps that promise whatever is assigned or copied; the lesson is in `network`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from course_lib import arguments, arrays

Shape = tuple[int, int, bool]  # of a layer: n_in, n_out, and whether it has a bias
ASSIGNED = ("activations", "biases", "dtype", "sizes", "theta", "weights")


def shapes_of(sizes: Sequence[int], bias: bool, output_bias: bool) -> list[Shape]:
    """Return (n_in, n_out, has_bias) of each layer."""
    sizes = arguments.layers(sizes)
    has_bias = [bool(bias)] * (len(sizes) - 2) + [bool(bias and output_bias)]
    return list(zip(sizes[:-1], sizes[1:], has_bias, strict=True))


def count_parameters(sizes: Sequence[int], bias: bool = True, output_bias: bool = True) -> int:
    """Count the weights and biases of the `MLP` with these arguments.

    >>> count_parameters([4, 6, 5, 3]), count_parameters([4, 6, 5, 3], output_bias=False)
    (83, 80)
    """
    return Parameters(shapes_of(sizes, bias, output_bias), float).n_parameters


def table_of(shapes: list[Shape], activations: list[str]) -> str:
    """Write what a network prints: a line for each layer, and the number of its parameters."""
    line = "{:9} {:>10} {:>8} {:>7}  {}".format
    lines = [line("layer", "shape", "weights", "biases", "activation")]
    names = [*(f"hidden {k}" for k in range(1, len(shapes))), "output"]
    for name, (n_in, n_out, bias), g in zip(names, shapes, [*activations, ""], strict=True):
        lines.append(line(name, f"{n_in} → {n_out}", n_in * n_out, n_out * bias, g).rstrip())
    total = sum(n_in * n_out + n_out * bias for n_in, n_out, bias in shapes)
    return "\n".join([*lines, f"{'θ':9} {total:>19} parameters in all"])


class Parameters:
    """A vector θ, and the weights and biases that are views of it; all are zero at first.

    Parameters
    ----------
    shapes : list of (n_in, n_out, has_bias)
        One per layer.
    dtype : float64 or float32

    Attributes
    ----------
    n_parameters : int
    theta : array, shape (n_parameters,)
        Assigning copies into it.
    weights, biases : sequences of array, shapes (n_in, n_out) and (n_out,)
        Views into theta, one per layer; None for a layer without bias. Assigning copies too.
    """

    def __init__(self, shapes: list[Shape], dtype: DTypeLike) -> None:
        self._shapes = shapes
        self.dtype = arguments.float_type(dtype)
        n_parameters = sum(n_in * n_out + n_out * bias for n_in, n_out, bias in shapes)
        self._theta = np.zeros(n_parameters, self.dtype)
        self._kept: tuple[np.ndarray, Views, Views, np.ndarray] | None = None  # by `workspace`
        self._weights, self._biases = self.views(self._theta)

    @property
    def n_parameters(self) -> int:
        """The number of weights and biases."""
        return self._theta.size

    @property
    def theta(self) -> np.ndarray:
        """All parameters, one vector."""
        return self._theta

    @theta.setter
    def theta(self, values: ArrayLike) -> None:
        if np.shape(values) != self._theta.shape:
            raise ValueError(f"theta must have shape {self._theta.shape}; got {np.shape(values)}")
        self._theta[:] = values

    @property
    def weights(self) -> Views:
        """The matrix of each layer, shape (n_in, n_out), a view into theta."""
        return self._weights

    @weights.setter
    def weights(self, values: Sequence[ArrayLike]) -> None:
        arrays.copy_into(self._weights, values)

    @property
    def biases(self) -> Views:
        """The biases of each layer, shape (n_out,), a view into theta; None where it has none."""
        return self._biases

    @biases.setter
    def biases(self, values: Sequence[ArrayLike | None]) -> None:
        arrays.copy_into(self._biases, values)

    def views(self, flat: np.ndarray) -> tuple[Views, Views]:
        """Return the weights and biases, one per layer, that lie in a vector as long as theta.

        >>> w, b = Parameters([(2, 3, True)], float).views(np.arange(9.0))
        >>> w[0].tolist(), b[0].tolist()
        ([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]], [6.0, 7.0, 8.0])
        """
        weights, biases, start = [], [], 0
        for n_in, n_out, has_bias in self._shapes:
            end = start + n_in * n_out
            weights.append(flat[start:end].reshape(n_in, n_out))
            start = end + n_out * has_bias
            biases.append(flat[end:start] if has_bias else None)
        return Views(weights), Views(biases)

    def workspace(self, gradient: np.ndarray, n: int) -> tuple[Views, Views, np.ndarray]:
        """Return the views into a gradient, and n ones; those of the last call are used again.

        As a rule training brings the same array and as many rows. What is kept is replaced as one
        and never changed, so that gradients can be computed in several threads.
        """
        kept = self._kept
        if kept is None or kept[0] is not gradient or len(kept[3]) != n:
            arrays.same_shape(self._theta, gradient)
            kept = self._kept = (gradient, *self.views(gradient), np.ones(n, self.dtype))
        return kept[1:]

    def __setattr__(self, name: str, value: object) -> None:
        ours = type(self).__module__.startswith("course_lib.")  # a derived class may add to it
        if ours and name[0] != "_" and name not in ASSIGNED:
            raise AttributeError(f"a network has no {name!r}; it has {', '.join(ASSIGNED)}")
        super().__setattr__(name, value)

    def __setstate__(self, state: dict) -> None:  # a copy looks into a theta of its own
        self.__dict__.update(state, _theta=state["_theta"].copy(), _kept=None)
        self._weights, self._biases = self.views(self._theta)


class Views(tuple):
    """Views, one per layer: assigning to one copies into it, so that it never comes loose."""

    def __setitem__(self, index: int, values: ArrayLike) -> None:
        arrays.copy_into(self[index], values)
