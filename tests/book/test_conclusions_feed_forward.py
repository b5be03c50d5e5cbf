"""What *Feed-forward structure* says of units, layers and networks, tried on other ones."""

import numpy as np
import pytest

from course_lib import MLP

SEEDS = range(100, 106)


@pytest.mark.parametrize("g", ["tanh", "relu", "sigmoid"])
def test_an_activation_works_element_wise_and_a_share_of_the_sum_does_not(g):
    net = MLP([5, 5, 2], g, seed=100)
    net.weights[0][...] = np.eye(5)
    x = np.random.default_rng(100).normal(size=5)
    moved = x + 0.7 * np.eye(5)[2]
    assert (net.hidden(x)[0] != net.hidden(moved)[0]).tolist() == [False, False, True, False, False]
    assert (x / x.sum() != moved / moved.sum()).all()


def test_without_a_bias_zeros_stay_zeros_whatever_the_weights():
    for seed in SEEDS:
        net = MLP([4, 6, 5, 3], "tanh", bias=False, seed=seed)
        assert not net.forward(np.zeros(4)).any()


def test_a_wider_first_layer_changes_what_leads_in_what_belongs_to_it_and_what_leads_out():
    narrow, wide = (MLP([4, n, 5, 3], output_bias=False) for n in (6, 8))
    changed = [a.shape != b.shape for a, b in zip(narrow.weights, wide.weights, strict=True)]
    assert changed == [True, True, False]
    assert narrow.biases[0].shape != wide.biases[0].shape
    assert narrow.biases[1].shape == wide.biases[1].shape


def affine(outputs, rows):
    """Whether the outputs are an affine function of the rows."""
    with_one = np.column_stack([rows, np.ones(len(rows))])
    return np.allclose(with_one @ np.linalg.lstsq(with_one, outputs)[0], outputs)


def test_stretching_and_shifting_is_not_enough_and_one_function_that_bends_is():
    functions = {
        "nothing": [lambda z: z, lambda z: z],
        "stretched": [lambda z: 2 * z, lambda z: 3 * z + 1],
        "tanh, nothing": [np.tanh, lambda z: z],
        "tanh, relu": [np.tanh, lambda z: np.maximum(z, 0)],
        "sigmoid": [lambda z: 1 / (1 + np.exp(-z))] * 2,
    }
    for seed in SEEDS:
        net, rng = MLP([4, 6, 5, 3], output_bias=False, seed=seed), np.random.default_rng(seed)
        net.theta = rng.normal(size=net.n_parameters)
        x = rng.normal(size=(60, 4))
        found = {}
        for name, (first, second) in functions.items():
            h = first(x @ net.weights[0] + net.biases[0])
            found[name] = affine(second(h @ net.weights[1] + net.biases[1]) @ net.weights[2], x)
        assert [name for name, is_affine in found.items() if is_affine] == ["nothing", "stretched"]


def test_a_sigmoid_network_is_a_tanh_network_with_half_the_weights():
    for seed in SEEDS:
        sigmoid, rng = MLP([3, 7, 2], "sigmoid", seed=seed), np.random.default_rng(seed)
        sigmoid.theta = rng.normal(size=sigmoid.n_parameters)
        W1, W2 = sigmoid.weights
        tanh = MLP([3, 7, 2], "tanh")
        tanh.weights, tanh.biases = [W1 / 2, W2 / 2], [sigmoid.biases[0] / 2, sigmoid.biases[1]]
        tanh.biases[1] += W2.sum(axis=0) / 2
        x = rng.normal(size=(20, 3))
        np.testing.assert_allclose(tanh.forward(x), sigmoid.forward(x))
