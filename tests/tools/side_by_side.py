"""Networks of one shape trained side by side: what `fit` does in small batches, in less time."""

import numpy as np

from course_lib.activations import ACTIVATIONS
from course_lib.losses import softmax


def fit_side_by_side(nets, x, y, optimizer, *, epochs, batch_size, seed=None):
    """Train networks that differ in theta alone, in batches of the rows as they come.

    With a seed the rows are shuffled as `fit` does, for all networks alike. Arrays have an axis of
    networks in front: theta is (nets, parameters), a layer (nets, rows, units); x (rows, n_in) and
    y (rows,) may have it, where each network has data of its own.
    """
    theta = np.stack([net.theta for net in nets])
    gradient = np.empty_like(theta)
    weights, biases = layers_of(nets[0], theta)
    w_gradients, b_gradients = layers_of(nets[0], gradient)
    units = [ACTIVATIONS[name] for name in [*nets[0].activations, "linear"]]
    x, rng = np.asarray(x, nets[0].dtype), np.random.default_rng(seed)
    each = np.arange(len(nets))[:, None]
    for _ in range(epochs):
        if seed is not None:
            order = rng.random(y.shape[-1]).argsort()
            x, y = x[..., order, :], y[..., order]
        for start in range(0, y.shape[-1], batch_size):
            labels = y[..., start : start + batch_size]
            h = [x[..., start : start + batch_size, :]]
            for w, b, unit in zip(weights, biases, units, strict=True):
                h.append(unit.function(h[-1] @ w + b))
            d = softmax(h.pop())
            d[each, np.arange(labels.shape[-1]), labels] -= 1
            d /= labels.shape[-1]
            for k in reversed(range(len(weights))):
                np.matmul(h[k].swapaxes(-1, -2), d, out=w_gradients[k])
                np.sum(d, axis=1, keepdims=True, out=b_gradients[k])
                if k:
                    d = d @ weights[k].swapaxes(1, 2) * units[k - 1].derivative(h[k])
            optimizer.step(theta, gradient)
    for net, own in zip(nets, theta, strict=True):
        net.theta = own


def layers_of(net, flat):
    """Find the weights and biases of each layer in vectors like theta, (nets, parameters)."""
    weights, biases, start = [], [], 0
    for n_in, n_out in zip(net.sizes[:-1], net.sizes[1:], strict=True):
        end = start + n_in * n_out
        weights.append(flat[:, start:end].reshape(-1, n_in, n_out))
        start = end + n_out
        biases.append(flat[:, None, end:start])
    return weights, biases
