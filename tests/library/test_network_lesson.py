"""The network is what the chapters say: forward and backward as they are written there."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit, softmax
from course_lib.checks import numerical_gradient
from course_lib.losses import logistic

ACTIVATIONS = {
    "relu": (lambda z: np.maximum(0, z), lambda z: (z > 0).astype(float)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
}


def as_in_the_chapter(x, labels, weights, biases, activation):
    """Equation (3) and the chain rule, with z kept, one-hot labels, and nothing clever."""
    g, slope = ACTIVATIONS[activation]
    h, z = [x], []
    for w, b in zip(weights, biases, strict=True):
        z.append(h[-1] @ w + b)
        h.append(g(z[-1]))
    outputs = z[-1]
    e = np.exp(outputs)
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(x)), labels]).mean()
    d = (p - np.eye(p.shape[1])[labels]) / len(x)
    gradient = []
    for k in range(len(weights) - 1, -1, -1):
        gradient[:0] = [(h[k].T @ d).ravel(), d.sum(axis=0)]
        if k:
            d = (d @ weights[k].T) * slope(z[k - 1])
    return outputs, loss, np.concatenate(gradient)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [[4, 3], [4, 6, 5, 3], [4, 8, 8, 8, 3]])
def test_forward_and_backward_are_those_of_the_chapter(sizes, activation):
    rng = np.random.default_rng(7)
    net = MLP(sizes, activation, seed=3)
    net.biases = [0.1 * rng.normal(size=b.shape) for b in net.biases]
    x, labels = rng.normal(size=(20, 4)), rng.integers(0, 3, size=20)
    outputs, loss, gradient = as_in_the_chapter(x, labels, net.weights, net.biases, activation)
    np.testing.assert_allclose(net.forward(x), outputs, rtol=0, atol=1e-14)
    found = net.loss_and_gradient(x, labels)
    np.testing.assert_allclose(found[0], loss, rtol=0, atol=1e-14)
    np.testing.assert_allclose(found[1], gradient, rtol=0, atol=1e-14)


def test_twenty_relu_layers_keep_their_scale_with_he_and_lose_it_without():
    x = np.random.default_rng(0).normal(size=(200, 100))
    sizes = [100] * 21 + [2]
    for seed in range(5):
        first, *_, last = MLP(sizes, "relu", seed=seed, init="he").hidden(x)
        assert 0.2 < np.std(last) / np.std(first) < 5
        first, *_, last = MLP(sizes, "relu", seed=seed).hidden(x)
        assert np.std(last) / np.std(first) < 0.01  # half of the variance is lost at each layer


def test_he_has_twice_the_variance_and_the_same_draws():
    one, two = (MLP([30, 40, 2], "relu", seed=1, init=init) for init in ("lecun", "he"))
    np.testing.assert_allclose(two.theta, np.sqrt(2) * one.theta)
    with pytest.raises(ValueError, match="unknown init 'glorot'; choose from lecun, he"):
        MLP([2, 2], init="glorot")


def test_the_logistic_loss_is_the_softmax_cross_entropy_of_0_and_z():
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(9, 1)) * 300, rng.integers(0, 2, size=9)
    loss, gradient = logistic(z, y)
    p = softmax(np.hstack([0 * z, z]))
    assert loss == pytest.approx(-np.log(np.maximum(p[np.arange(9), y], 1e-300)).mean(), rel=0.02)
    np.testing.assert_allclose(gradient[:, 0], (p[:, 1] - y) / 9, atol=1e-15)
    small = rng.normal(size=(9, 1))
    numerical = numerical_gradient(lambda z: logistic(z, y)[0], small)
    np.testing.assert_allclose(logistic(small, y)[1], numerical, atol=1e-8)
    with pytest.raises(ValueError, match="'logistic' is for one output unit; got 2"):
        logistic(np.zeros((3, 2)), [0, 1, 0])


def test_one_output_unit_learns_two_classes_and_its_accuracy_is_right():
    x, y = datasets.circle(200, seed=0)
    net = MLP([2, 16, 1], seed=0)
    fit(net, x, y, Adam(0.03), epochs=400, loss="logistic")
    assert net.accuracy(x, y) == 1.0
    net = MLP([2, 16, 1], seed=0)
    fit(net, x, 2 * y - 1, Adam(0.03), epochs=400, loss="squared_error")
    assert net.accuracy(x, 2 * y - 1) == net.accuracy(x, y) == 1.0


def test_gradients_can_be_computed_in_several_threads():
    rng = np.random.default_rng(0)
    net = MLP([20, 64, 64, 5], "relu", seed=0)
    batches = [(rng.normal(size=(n, 20)), rng.integers(0, 5, size=n)) for n in range(50, 90)]
    alone = [net.loss_and_gradient(*batch)[1] for batch in batches]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(10):
            together = threads.map(lambda batch: net.loss_and_gradient(*batch)[1], batches)
            for one, other in zip(alone, together, strict=True):
                np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        ([[1j, 0]], "got complex numbers: take their real part, or their absolute value"),
        ([["1", "2"]], r"got texts: turn digits into numbers with astype\(float\)"),
        (np.array([["2023-02-07", "2023-02-08"]], "datetime64[D]"), "got dates: count the days"),
        (np.ma.masked_array([[1.0, 2.0]], [[0, 1]]), r"x is a masked array; fill its gaps"),
        ([[None, 1]], "got objects: make an array of numbers of them"),
        (
            np.ones((2, 5)),
            r"x must have 2 columns; got shape .*is it transposed",
        ),
    ],
)
def test_what_is_no_array_of_numbers_is_refused_by_its_name(x, sentence):
    net = MLP([2, 2])
    for use in (net.forward, net.predict, lambda x: fit(net, x, [0] * len(x))):
        with pytest.raises(ValueError, match=sentence):
            use(x)


def test_softmax_of_nothing_says_what_it_needs():
    for nothing in ([], np.zeros((3, 0)), 1.0):
        with pytest.raises(ValueError, match="logits must have one score at least in each row"):
            softmax(nothing)


def test_a_misspelt_attribute_is_refused_with_those_there_are():
    net = MLP([2, 2])
    with pytest.raises(AttributeError, match="no 'weigths'; it has activations, biases, dtype"):
        net.weigths = [np.ones((2, 2))]

    class Mine(MLP):
        pass

    mine = Mine([2, 2])
    mine.notes = "a derived class may add what it likes"
