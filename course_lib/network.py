"""The multi-layer perceptron::

          W¹, b¹         W², b²         W³, b³
    x  ──────────▶  h¹  ──────────▶  h²  ──────────▶  outputs
  (n, 4)         (n, 6)         (n, 5)          (n, 3)

Each arrow is ``h @ W + b``; after each but the last follows the activation. All weights and biases
live in one vector θ, in the order W¹, b¹, W², b², …, each matrix row by row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from course_lib import arguments
from course_lib.activations import ACTIVATIONS
from course_lib.losses import LOSSES, softmax


def count_parameters(sizes: Sequence[int], bias: bool = True, output_bias: bool = True) -> int:
    """Count the weights and biases of the `MLP` with these arguments.

    >>> count_parameters([4, 6, 5, 3]), count_parameters([4, 6, 5, 3], output_bias=False)
    (83, 80)
    """
    shapes = _shapes(sizes, bias, output_bias)
    return sum(n_in * n_out + n_out * has_bias for n_in, n_out, has_bias in shapes)


class MLP:
    """A multi-layer perceptron: layers of units, each connected to all of the next.

    >>> print(MLP([2, 20, 2], activation="tanh", seed=0))
    layer          shape  weights  biases  activation
    hidden 1      2 → 20       40      20  tanh
    output        20 → 2       40       2
    θ                         102 parameters in all

    Parameters
    ----------
    sizes : sequence of int
        Units per layer. ``[4, 3]`` is a linear classifier of 4 features into 3 classes,
        ``[4, 6, 5, 3]`` has two hidden layers.
    activation : str or sequence of str
        A name in `activations.ACTIVATIONS`: one for all hidden layers, or one for each. The output
        layer has none.
    seed : int
        Chooses the initial weights, normal with mean 0 and variance 1/n_in; biases start at 0.
        Each weight, in the order of theta, takes two draws u, v of ``default_rng(seed).random()``:
        ``sqrt(-2 log(1 - u)) cos(2 π v) / sqrt(n_in)`` (Box and Muller, 1958).
    bias, output_bias : bool
        Whether a bias is added in each layer, and whether in the last one too.
    dtype : float64 or float32

    Attributes
    ----------
    n_parameters : int
    theta : array, shape (n_parameters,)
        All parameters θ. Assigning copies into it.
    weights, biases : list of array, shapes (n_in, n_out) and (n_out,)
        Views into theta, one per layer; None for a layer without bias.
    """

    def __init__(
        self, sizes: Sequence[int], activation: str | Sequence[str] = "tanh", *, seed: int = 0,
        bias: bool = True, output_bias: bool = True, dtype: DTypeLike = np.float64,
    ) -> None:  # fmt: skip
        self._shapes = _shapes(sizes, bias, output_bias)
        self.sizes = [n_in for n_in, _, _ in self._shapes] + [self._shapes[-1][1]]
        self.activations = arguments.activations(activation, len(self.sizes) - 2, ACTIVATIONS)
        self.dtype = arguments.float_type(dtype)
        self.n_parameters = count_parameters(sizes, bias, output_bias)
        self._theta = np.zeros(self.n_parameters, self.dtype)
        self._gradient = self._ones = np.empty(0)  # those of the last call
        self.weights, self.biases = self._views(self._theta)
        rng = arguments.generator(seed)
        for w in self.weights:
            u, v = np.moveaxis(rng.random((*w.shape, 2)), -1, 0)
            w[...] = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v) / np.sqrt(len(w))

    @property
    def theta(self) -> np.ndarray:
        return self._theta

    @theta.setter
    def theta(self, values: ArrayLike) -> None:
        if np.shape(values) != self._theta.shape:
            raise ValueError(f"theta must have shape {self._theta.shape}; got {np.shape(values)}")
        self._theta[:] = values

    def forward(self, x: ArrayLike) -> np.ndarray:
        """Return the outputs, shape (n, n_out), of the rows of x, (n, n_in); or of a single row."""
        return self._layers(x)[-1]

    def hidden(self, x: ArrayLike) -> list[np.ndarray]:
        """Return the hidden representations of x: arrays of shape (n, units), one per layer."""
        return self._layers(x)[1:-1]

    def probabilities(self, x: ArrayLike) -> np.ndarray:
        """Return the softmax of the outputs, shape (n, n_out), n_out ≥ 2: each row sums to one."""
        if self.sizes[-1] < 2:
            raise ValueError("probabilities need at least two output units; got 1")
        return softmax(self.forward(x))

    def predict(self, x: ArrayLike) -> np.ndarray:
        """Return the class of each row, shape (n,): the unit with the largest output; of one unit,
        class 1 where its output is positive and class 0 elsewhere."""
        outputs = self.forward(arguments.finite("x", x))
        return outputs.argmax(axis=-1) if self.sizes[-1] > 1 else (outputs[..., 0] > 0).astype(int)

    def accuracy(self, x: ArrayLike, y: ArrayLike) -> float:
        """Return the share of rows of x whose predicted class is that in y, 0 to 1."""
        x = arguments.rows(x, self.sizes[0], self.dtype, many=True)
        y = arguments.labels("y", y, len(x), classes=max(2, self.sizes[-1]))
        return float((self.predict(x) == y).mean())

    def loss(self, x: ArrayLike, y: ArrayLike, loss: str = "softmax_cross_entropy") -> float:
        """Return the mean loss over the rows of x; the arguments are as in `loss_and_gradient`."""
        return LOSSES[arguments.known("loss", loss, LOSSES)](self._layers(x, many=True)[-1], y)[0]

    def loss_and_gradient(
        self, x: ArrayLike, y: ArrayLike, loss: str = "softmax_cross_entropy",
        out: np.ndarray | None = None,
    ) -> tuple[float, np.ndarray]:  # fmt: skip
        """Return the mean loss over the rows of x, a float, and its gradient with respect to theta.

        Parameters
        ----------
        x : array, shape (n, n_in)
        y : array, shape (n,) or (n, n_out)
            Labels for the softmax cross-entropy, targets for the squared error.
        loss : {"softmax_cross_entropy", "squared_error"}
        out : array, shape (n_parameters,)
            Where the gradient is written, instead of into a new array.
        """
        h = self._layers(x, many=True)
        value, d = LOSSES[arguments.known("loss", loss, LOSSES)](h.pop(), y)  # d: (n, n_out)
        gradient = np.empty_like(self._theta) if out is None else out
        if gradient is not self._gradient or len(d) != len(self._ones):  # as a rule both stay
            arguments.same_shape(self._theta, gradient)
            self._gradient, self._gradient_views = gradient, self._views(gradient)
            self._ones = np.ones(len(d), self.dtype)
        w_gradients, b_gradients = self._gradient_views
        for k in reversed(range(len(self.weights))):
            h[k].T.dot(d, out=w_gradients[k])
            if self.biases[k] is not None:
                self._ones.dot(d, out=b_gradients[k])  # the sum over the rows
            if k:
                d = d.dot(self.weights[k].T)  # (n, n_in)
                d *= ACTIVATIONS[self.activations[k - 1]].derivative(h[k])
        return value, gradient

    def _layers(self, x: ArrayLike, many: bool = False) -> list[np.ndarray]:
        """Return the input, each hidden representation, and the outputs."""
        h = [arguments.rows(x, self.sizes[0], self.dtype, many)]
        for w, b, g in zip(self.weights, self.biases, [*self.activations, "linear"], strict=True):
            z = h[-1].dot(w)  # (n, n_out)
            if b is not None:
                z += b
            h.append(ACTIVATIONS[g].function(z))
        return h

    def _views(self, flat: np.ndarray) -> tuple[_Views, _Views]:
        """Return the weights and biases, one per layer, that lie in a vector as long as theta."""
        weights, biases, start = [], [], 0
        for n_in, n_out, has_bias in self._shapes:
            end = start + n_in * n_out
            weights.append(flat[start:end].reshape(n_in, n_out))
            start = end + n_out * has_bias
            biases.append(flat[end:start] if has_bias else None)
        return _Views(weights), _Views(biases)

    def __setattr__(self, name: str, values: object) -> None:
        if name in ("weights", "biases") and name in self.__dict__:
            arguments.copy_into(getattr(self, name), values)  # into theta, like a single one
        else:
            super().__setattr__(name, values)

    def __setstate__(self, state: dict) -> None:  # a copy looks into a theta of its own
        self.__dict__.update(state, _theta=state["_theta"].copy(), _gradient=np.empty(0))
        self.__dict__.update(zip(("weights", "biases"), self._views(self._theta), strict=True))

    def __repr__(self) -> str:
        return f"MLP({self.sizes}, {self.activations}, {self.n_parameters} parameters)"

    def __str__(self) -> str:
        line = "{:9} {:>10} {:>8} {:>7}  {}".format
        lines = [line("layer", "shape", "weights", "biases", "activation")]
        names = [f"hidden {k + 1}" for k in range(len(self.activations))]
        table = zip([*names, "output"], self._shapes, [*self.activations, ""], strict=True)
        for name, (n_in, n_out, bias), g in table:
            lines.append(line(name, f"{n_in} → {n_out}", n_in * n_out, n_out * bias, g).rstrip())
        return "\n".join([*lines, f"{'θ':9} {self.n_parameters:>19} parameters in all"])


class _Views(tuple):
    """Views, one per layer: assigning to one copies into it, so that it never comes loose."""

    def __setitem__(self, index: int, values: ArrayLike) -> None:
        arguments.copy_into(self[index], values)


def _shapes(sizes: Sequence[int], bias: bool, output_bias: bool) -> list[tuple[int, int, bool]]:
    """Return (n_in, n_out, has_bias) of each layer."""
    sizes = arguments.layers(sizes)
    has_bias = [bool(bias)] * (len(sizes) - 2) + [bool(bias and output_bias)]
    return list(zip(sizes[:-1], sizes[1:], has_bias, strict=True))
