"""The multi-layer perceptron::

          W¹, b¹         W², b²         W³, b³
    x  ──────────▶  h¹  ──────────▶  h²  ──────────▶  outputs
  (n, 4)         (n, 6)         (n, 5)          (n, 3)

Each arrow is ``h @ W + b``; after each but the last follows the activation. All weights and biases
live in one vector θ, in the order W¹, b¹, W², b², …, each matrix row by row.
"""

import numpy as np

from course_lib.activations import ACTIVATIONS
from course_lib.losses import LOSSES, softmax


def count_parameters(sizes, bias=True, output_bias=True):
    """The number of weights and biases of the `MLP` with these arguments.

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
        self, sizes, activation="tanh", *, seed=0, bias=True, output_bias=True, dtype=np.float64
    ):
        self._shapes = _shapes(sizes, bias, output_bias)
        self.sizes = [int(size) for size in sizes]
        n_hidden = len(sizes) - 2
        names = [activation] * n_hidden if isinstance(activation, str) else activation
        if len(names) != n_hidden:
            wanted = f"one name, or one for each of {n_hidden} hidden layers"
            raise ValueError(f"activation must be {wanted}; got {len(names)}")
        self.activations = [_known("activation", name, ACTIVATIONS) for name in names]
        self.dtype = np.dtype(dtype)
        if self.dtype not in (np.float64, np.float32):
            raise ValueError(f"dtype must be float64 or float32; got {self.dtype}")
        self.n_parameters = count_parameters(sizes, bias, output_bias)
        self._theta, self._gradient = np.zeros(self.n_parameters, self.dtype), None
        self.weights, self.biases = self._views(self._theta)
        rng = np.random.default_rng(seed)
        for w in self.weights:
            u, v = np.moveaxis(rng.random((*w.shape, 2)), -1, 0)
            w[...] = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v) / np.sqrt(len(w))

    @property
    def theta(self):
        return self._theta

    @theta.setter
    def theta(self, values):
        if np.shape(values) != self._theta.shape:
            raise ValueError(f"theta must have shape {self._theta.shape}; got {np.shape(values)}")
        self._theta[:] = values

    def forward(self, x):
        """The outputs, shape (n, n_out), of the rows of x, shape (n, n_in); or of a single row."""
        return self._layers(x)[-1]

    def hidden(self, x):
        """The hidden representations of x: a list of arrays, shape (n, units), one per layer."""
        return self._layers(x)[1:-1]

    def probabilities(self, x):
        """The softmax of the outputs, shape (n, n_out): each row sums to one."""
        return softmax(self.forward(x))

    def predict(self, x):
        """The class of each row, shape (n,): the unit with the largest output; of one unit, class 1
        where its output is positive and class 0 elsewhere."""
        outputs = self.forward(x)
        return outputs.argmax(axis=-1) if self.sizes[-1] > 1 else (outputs[..., 0] > 0).astype(int)

    def accuracy(self, x, y):
        """The share of rows of x whose predicted class is that in y, 0 to 1."""
        predicted = self.predict(x)
        if np.shape(y) != predicted.shape:
            raise ValueError(f"y must have shape {predicted.shape}; got {np.shape(y)}")
        return float((predicted == np.asarray(y)).mean())

    def loss(self, x, y, loss="softmax_cross_entropy"):
        """The mean loss over the rows of x; the arguments are those of `loss_and_gradient`."""
        return LOSSES[_known("loss", loss, LOSSES)](self._layers(x, many=True)[-1], y)[0]

    def loss_and_gradient(self, x, y, loss="softmax_cross_entropy", out=None):
        """The mean loss over the rows of x, a float, and its gradient with respect to theta.

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
        value, d = LOSSES[_known("loss", loss, LOSSES)](h.pop(), y)  # d: (n, n_out)
        gradient = np.empty_like(self._theta) if out is None else out
        if gradient is not self._gradient:  # training brings the same array at each step
            self._gradient, self._gradient_views = gradient, self._views(gradient)
        w_gradients, b_gradients = self._gradient_views
        ones = np.ones(len(d), self.dtype)
        for k in reversed(range(len(self.weights))):
            h[k].T.dot(d, out=w_gradients[k])
            if self.biases[k] is not None:
                ones.dot(d, out=b_gradients[k])  # the sum over the rows
            if k:
                d = d.dot(self.weights[k].T)  # (n, n_in)
                d *= ACTIVATIONS[self.activations[k - 1]].derivative(h[k])
        return value, gradient

    def _layers(self, x, many=False):
        """The input, each hidden representation, and the outputs."""
        x = np.asarray(x, self.dtype)
        if x.ndim == 0 or x.shape[-1] != self.sizes[0]:
            raise ValueError(f"x must have {self.sizes[0]} columns; got shape {x.shape}")
        if many and (x.ndim != 2 or len(x) == 0):
            raise ValueError(f"x must have the shape (n, {self.sizes[0]}), n ≥ 1; got {x.shape}")
        h = [x]
        for w, b, g in zip(self.weights, self.biases, [*self.activations, "linear"], strict=True):
            z = h[-1].dot(w)  # (n, n_out)
            if b is not None:
                z += b
            h.append(ACTIVATIONS[g].function(z))
        return h

    def _views(self, flat):
        """The weights and biases, one per layer, that lie in a vector of the size of theta."""
        weights, biases, start = _Views(), _Views(), 0
        for n_in, n_out, has_bias in self._shapes:
            end = start + n_in * n_out
            weights.append(flat[start:end].reshape(n_in, n_out))
            start = end + n_out * has_bias
            biases.append(flat[end:start] if has_bias else None)
        return weights, biases

    def __setstate__(self, state):  # a copied or unpickled network looks into its own theta
        self.__dict__.update(state, _gradient=None)
        self.weights, self.biases = self._views(self._theta)

    def __repr__(self):
        return f"MLP({self.sizes}, {self.activations}, {self.n_parameters} parameters)"

    def __str__(self):
        line = "{:9} {:>10} {:>8} {:>7}  {}".format
        lines = [line("layer", "shape", "weights", "biases", "activation")]
        names = [f"hidden {k + 1}" for k in range(len(self.activations))]
        table = zip([*names, "output"], self._shapes, [*self.activations, ""], strict=True)
        for name, (n_in, n_out, bias), g in table:
            lines.append(line(name, f"{n_in} → {n_out}", n_in * n_out, n_out * bias, g).rstrip())
        return "\n".join([*lines, f"{'θ':9} {self.n_parameters:>19} parameters in all"])


class _Views(list):
    """A list of views: assigning to an entry copies into the view, which so never comes loose."""

    def __setitem__(self, index, values):
        self[index][...] = values


def _shapes(sizes, bias, output_bias):
    """(n_in, n_out, has_bias) of each layer."""
    if np.ndim(sizes) != 1 or len(sizes) < 2:
        raise ValueError(f"sizes must list an input and an output layer at least; got {sizes!r}")
    if any(size != int(size) or size < 1 for size in sizes):
        raise ValueError(f"sizes must be whole numbers of at least 1; got {sizes!r}")
    sizes = [int(size) for size in sizes]
    has_bias = [bool(bias)] * (len(sizes) - 2) + [bool(bias and output_bias)]
    return list(zip(sizes[:-1], sizes[1:], has_bias, strict=True))


def _known(what, name, table):
    if name not in table:
        raise ValueError(f"unknown {what} {name!r}; choose from {', '.join(table)}")
    return name
