"""What *Parameters and their gradient* concludes, on numbers that the chapter does not use."""

import numpy as np
import pytest

from course_lib import MLP, SGD
from course_lib.checks import numerical_gradient


def case(seed, loss="squared_error"):
    rng = np.random.default_rng(seed)
    net = MLP([3, 4, 5, 2], "tanh", seed=seed)
    x = rng.normal(size=(7, 3))
    y = rng.normal(size=(7, 2)) if loss == "squared_error" else rng.integers(0, 2, 7)
    return net, x, y


def backpropagation(net, x, last):
    """The equations of the chapter, for tanh, line by line."""
    h, deltas = [x, *net.hidden(x)], [last]
    for w, values in zip(net.weights[:0:-1], h[:0:-1], strict=True):
        deltas.insert(0, (deltas[0] @ w.T) * (1 - values**2))
    pairs = zip(h, deltas, strict=True)
    return np.concatenate([part.ravel() for v, d in pairs for part in (v.T @ d, d.sum(axis=0))])


@pytest.mark.parametrize("seed", range(50, 53))
def test_the_equations_hold_for_more_layers_and_a_step_makes_the_loss_smaller(seed):
    net, x, y = case(seed)
    gradient = backpropagation(net, x, (net.forward(x) - y) / len(x))
    loss, library = net.loss_and_gradient(x, y, "squared_error")
    assert np.allclose(2 * gradient, library)
    SGD(0.01).step(net.theta, gradient)
    assert net.loss(x, y, "squared_error") < loss


@pytest.mark.parametrize("seed", range(50, 53))
def test_for_classes_only_the_first_line_changes_and_its_rows_add_up_to_zero(seed):
    net, x, y = case(seed, "classes")
    last = (net.probabilities(x) - np.eye(2)[y]) / len(x)
    assert np.abs(last.sum(axis=1)).max() < 1e-12
    assert np.allclose(backpropagation(net, x, last), net.loss_and_gradient(x, y)[1])


@pytest.mark.parametrize("seed", range(50, 55))
def test_a_mistake_shows_in_the_first_digits_of_finite_differences(seed):
    net, x, y = case(seed)

    def loss(theta):
        net.theta = theta
        return net.loss(x, y, "squared_error") / 2

    theta = net.theta.copy()
    measured = numerical_gradient(loss, theta)
    net.theta = theta
    right = backpropagation(net, x, (net.forward(x) - y) / len(x))
    assert np.abs(right - measured).max() < 1e-7
    forgotten = backpropagation(net, x, net.forward(x) - y)  # the mean is a sum
    h = net.hidden(x)
    slopes = (net.forward(x) - y) @ net.weights[2].T / len(x)  # without 1 - h²
    for wrong, true in [
        (forgotten, measured),
        (slopes.sum(axis=0), (slopes * (1 - h[1] ** 2)).sum(axis=0)),
    ]:
        assert np.abs(wrong - true).max() > 1e-2 * np.abs(true).max()
