"""The multi-layer perceptron::

         W¹, b¹       W², b²       W³, b³
    x  ────────▶ h¹ ────────▶ h² ────────▶ outputs
  (n, 4)       (n, 6)       (n, 5)       (n, 3)

Each arrow is ``h @ W + b``; after each but the last follows the activation. Going back, from the
outputs to x, the chain rule gives the gradient of the loss, layer by layer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from course_lib import arguments, arrays
from course_lib.activations import ACTIVATIONS
from course_lib.losses import LOSSES, softmax
from course_lib.parameters import Parameters, shapes_of, table_of

# The variance of initial weights, times n_in: with 1 a sum of n_in inputs varies as much as one of
# them (LeCun and others, 1998, 4.6); 2 makes up for those that a relu sets to 0 (He et al., 2015).
INITIAL_VARIANCES = {"lecun": 1.0, "he": 2.0}


class MLP(Parameters):
    """A multi-layer perceptron: layers of units, each connected to all of the next.

    Its `Parameters` are ``theta``, and ``weights`` and ``biases``, which are views of it.

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
        Chooses the initial weights, normal with mean 0; biases start at 0. Each weight, in the
        order of theta, takes two draws u, v of ``default_rng(seed).random()``:
        ``sqrt(-2 log(1 - u)) cos(2 π v)`` (Box and Muller, 1958), times the standard deviation.
    bias, output_bias : bool
        Whether a bias is added in each layer, and whether in the last one too.
    dtype : float64 or float32
    init : {"lecun", "he"}
        The variance of initial weights: 1/n_in (LeCun, Bottou, Orr and Müller, 1998), or 2/n_in,
        for deep relu networks (He, Zhang, Ren and Sun, 2015).
    """

    def __init__(
        self, sizes: Sequence[int], activation: str | Sequence[str] = "tanh", *, seed: int = 0,
        bias: bool = True, output_bias: bool = True, dtype: DTypeLike = np.float64,
        init: str = "lecun",
    ) -> None:  # fmt: skip
        super().__init__(shapes_of(sizes, bias, output_bias), dtype)
        self.sizes = arguments.layers(sizes)
        self.activations = arguments.activations(activation, len(self.sizes) - 2, ACTIVATIONS)
        variance = INITIAL_VARIANCES[arguments.known("init", init, INITIAL_VARIANCES)]
        rng = arguments.generator(seed)
        for w in self.weights:
            u, v = np.moveaxis(rng.random((*w.shape, 2)), -1, 0)
            normal = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)
            w[...] = normal / np.sqrt(len(w) / variance)

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
        """Return the class of each row, shape (n,): the unit with the largest output.

        Of a single unit, class 1 where its output is positive and class 0 elsewhere: what it learns
        with the logistic loss, or with the squared error from targets -1 and 1.
        """
        outputs = self.forward(arrays.finite("x", x))
        return outputs.argmax(axis=-1) if self.sizes[-1] > 1 else (outputs[..., 0] > 0).astype(int)

    def accuracy(self, x: ArrayLike, y: ArrayLike) -> float:
        """Return the share of rows of x whose predicted class is that in y, 0 to 1.

        Of a single unit the classes may be 0 and 1, or -1 and 1.
        """
        x = arrays.rows(x, self.sizes[0], self.dtype, many=True)
        if self.sizes[-1] == 1:
            y = arrays.two_classes("y", y)
        y = arrays.labels("y", y, len(x), classes=max(2, self.sizes[-1]))
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
            Targets for the squared error, labels for the other losses.
        loss : str
            A name in `losses.LOSSES`.
        out : array, shape (n_parameters,)
            Where the gradient is written, instead of into a new array.
        """
        h = self._layers(x, many=True)
        value, d = LOSSES[arguments.known("loss", loss, LOSSES)](h.pop(), y)  # d: (n, n_out)
        gradient = np.empty_like(self.theta) if out is None else out
        w_gradients, b_gradients, ones = self.workspace(gradient, len(d))
        for k in reversed(range(len(self.weights))):
            h[k].T.dot(d, out=w_gradients[k])  # (n_in, n_out)
            if self.biases[k] is not None:
                ones.dot(d, out=b_gradients[k])  # the sum over the rows, (n_out,)
            if k:
                d = d.dot(self.weights[k].T)  # (n, n_in)
                d *= ACTIVATIONS[self.activations[k - 1]].derivative(h[k])
        return value, gradient

    def _layers(self, x: ArrayLike, many: bool = False) -> list[np.ndarray]:
        """Return the input, each hidden representation, and the outputs."""
        h = [arrays.rows(x, self.sizes[0], self.dtype, many)]
        for w, b, g in zip(self.weights, self.biases, [*self.activations, "linear"], strict=True):
            z = h[-1].dot(w)  # (n, n_out)
            if b is not None:
                z += b
            h.append(ACTIVATIONS[g].function(z))
        return h

    def __repr__(self) -> str:
        return f"MLP({self.sizes}, {self.activations}, {self.n_parameters} parameters)"

    def __str__(self) -> str:
        return table_of(self._shapes, self.activations)
