"""The network: its parameters, forward, backward, and what it gives."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import MLP, count_parameters
from course_lib.activations import ACTIVATIONS
from course_lib.checks import numerical_gradient

X = np.array([[0.3, -0.2], [1.0, 0.5], [-0.7, 0.1]])
LABELS = np.array([0, 2, 1])


def small(activation="tanh", **options):
    net = MLP([2, 4, 3, 3], activation, seed=1, **options)
    for bias in net.biases:  # zero biases would hide what they do
        if bias is not None:
            bias += np.linspace(-0.2, 0.3, len(bias))
    return net


@pytest.mark.parametrize(
    "options, count", [({"bias": False}, 69), ({"output_bias": False}, 80), ({}, 83)]
)
def test_parameters_of_the_lecture_network(options, count):
    assert count_parameters([4, 6, 5, 3], **options) == count
    assert MLP([4, 6, 5, 3], **options).n_parameters == count
    assert MLP([4, 6, 5, 3], **options).theta.shape == (count,)


def test_parameters_of_the_demo_network():
    assert count_parameters([2, 6, 2, 2]) == 38


def test_forward_of_the_lecture_network_by_hand():
    # 4 → 6 → 5 → 3 with equation (3)'s biases, small whole weights, g = relu.
    net = MLP([4, 6, 5, 3], "relu", output_bias=False)
    net.weights[0] = [
        [1, 0, 0, 0, 1, -1],
        [0, 1, 0, 0, 1, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 1],
    ]
    net.biases[0] = [0, 0, 0, 0, 1, 0]
    net.weights[1] = [
        [1, 0, 0, 0, 1],
        [0, 1, 0, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 1, 0],
        [0, 0, 0, -1, 0],
        [0, -1, 0, 0, 1],
    ]
    net.biases[1] = [0, 0, 2, 0, -1]
    net.weights[2] = [[1, 0, 1], [0, 1, 0], [0, 1, 0], [1, 0, 0], [0, 0, -1]]
    x = [[1, 2, -3, 4]]
    # x W1 = (1, 2, -3, 4, 1 + 2, -1 + 4); with b1: (1, 2, -3, 4, 4, 3)
    h1 = [1, 2, 0, 4, 4, 3]
    # h1 W2 = (1, 2 - 3, 0, 4 - 4, 1 + 3); with b2: (1, -1, 2, 0, 3)
    h2 = [1, 0, 2, 0, 3]
    # h2 W3 = (1, 2, 1 - 3)
    assert [h.tolist() for h in net.hidden(x)] == [[h1], [h2]]
    assert net.forward(x).tolist() == [[1, 2, -2]]


def test_initial_weights_follow_the_documented_draws():
    net = MLP([3, 2, 2], seed=5)
    u = np.random.default_rng(5).random(2 * (3 * 2 + 2 * 2)).reshape(-1, 2)
    normal = np.sqrt(-2 * np.log(1 - u[:, 0])) * np.cos(2 * np.pi * u[:, 1])
    np.testing.assert_allclose(net.weights[0].ravel(), normal[:6] / np.sqrt(3), rtol=1e-14)
    np.testing.assert_allclose(net.weights[1].ravel(), normal[6:] / np.sqrt(2), rtol=1e-14)
    assert not net.biases[0].any() and not net.biases[1].any()


def test_initial_weights_are_normal_with_variance_one_over_fan_in():
    w = MLP([400, 300, 2], seed=0).weights[0] * np.sqrt(400)
    assert abs(w.mean()) < 0.01 and abs(w.std() - 1) < 0.01
    assert abs((abs(w) < 1.96).mean() - 0.95) < 0.005


def test_theta_is_one_vector_in_the_documented_order():
    net = MLP([2, 3, 1], output_bias=False)
    net.theta = np.arange(12.0)
    assert net.weights[0].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert net.biases[0].tolist() == [6, 7, 8]
    assert net.weights[1].tolist() == [[9], [10], [11]]
    assert net.biases[1] is None


def test_views_never_come_loose():
    net = MLP([2, 3, 1])
    theta = net.theta
    net.theta = np.arange(13.0)
    net.theta -= 1
    net.weights[0] = np.zeros((2, 3))
    net.weights[1] += 1
    net.biases[0] = [7, 8, 9]
    assert net.theta is theta
    assert theta.tolist() == [0, 0, 0, 0, 0, 0, 7, 8, 9, 9, 10, 11, 11]


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))])
def test_a_copy_looks_into_its_own_theta(copied):
    net = small()
    twin = copied(net)
    assert (twin.theta == net.theta).all()
    twin.theta = np.zeros(twin.n_parameters)
    assert not twin.weights[0].any() and net.weights[0].any()


@pytest.mark.parametrize("activation", [*ACTIVATIONS, ["tanh", "relu"]])
@pytest.mark.parametrize("options", [{}, {"output_bias": False}, {"bias": False}])
@pytest.mark.parametrize(
    "loss, y", [("softmax_cross_entropy", LABELS), ("squared_error", np.ones((3, 3)))]
)
def test_the_gradient_agrees_with_finite_differences(activation, options, loss, y):
    net = small(activation, **options)
    value, gradient = net.loss_and_gradient(X, y, loss)
    assert value == net.loss(X, y, loss)

    def loss_at(theta):
        net.theta = theta
        return net.loss(X, y, loss)

    np.testing.assert_allclose(gradient, numerical_gradient(loss_at, net.theta), atol=1e-8)


def test_one_and_no_hidden_layers_have_gradients_too():
    for sizes in ([2, 3], [2, 4, 3]):
        net = MLP(sizes, "tanh", seed=0)
        _, gradient = net.loss_and_gradient(X, LABELS)

        def loss_at(theta, net=net):
            net.theta = theta
            return net.loss(X, LABELS)

        np.testing.assert_allclose(gradient, numerical_gradient(loss_at, net.theta), atol=1e-8)


def test_each_gradient_is_a_new_array_unless_a_place_is_given():
    net = small()
    _, first = net.loss_and_gradient(X, LABELS)
    place = np.empty_like(first)
    _, second = net.loss_and_gradient(X, LABELS, out=place)
    assert second is place and first is not second and (first == second).all()


def test_one_step_as_on_the_slide_lowers_the_loss():
    net = small()
    before, gradient = net.loss_and_gradient(X, LABELS)
    net.theta -= 0.1 * gradient
    assert net.loss(X, LABELS) < before


def test_lists_integers_and_single_examples_are_taken():
    net = small()
    assert net.forward([[1, 2]]).shape == (1, 3)
    assert net.forward([1, 2]).tolist() == net.forward([[1, 2]])[0].tolist()
    assert net.forward(np.zeros((0, 2))).shape == (0, 3)
    assert net.predict(np.zeros((5, 4, 2))).shape == (5, 4)
    assert net.loss([[1, 2]], [0]) > 0


def test_probabilities_and_predictions_agree():
    net = small()
    p = net.probabilities(X)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert (net.predict(X) == p.argmax(axis=1)).all()
    assert net.accuracy(X, net.predict(X)) == 1.0
    assert net.accuracy(X, (net.predict(X) + np.array([1, 0, 0])) % 3) == pytest.approx(2 / 3)


def test_one_output_unit_predicts_by_its_sign():
    net = MLP([1, 1])
    net.theta = [1, 0]
    assert net.predict([[-2], [0], [3]]).tolist() == [0, 0, 1]


def test_float32_stays_float32():
    net = MLP([2, 3, 2], "relu", dtype=np.float32, seed=0)
    _, gradient = net.loss_and_gradient(X, [0, 1, 1])
    assert {a.dtype for a in (net.theta, gradient, net.forward(X))} == {np.dtype(np.float32)}
    np.testing.assert_allclose(net.theta, MLP([2, 3, 2], seed=0).theta, rtol=1e-6)


def test_forward_leaves_its_input_alone_even_in_a_linear_network():
    net = small("linear")
    x = X.copy()
    net.loss_and_gradient(x, LABELS)
    hidden = net.hidden(x)
    assert (x == X).all() and not np.shares_memory(hidden[0], hidden[1])


def test_print_shows_a_table():
    assert str(MLP([4, 6, 5, 3], ["tanh", "relu"], output_bias=False)).splitlines() == [
        "layer          shape  weights  biases  activation",
        "hidden 1       4 → 6       24       6  tanh",
        "hidden 2       6 → 5       30       5  relu",
        "output         5 → 3       15       0",
        "θ                          80 parameters in all",
    ]
    assert repr(MLP([4, 3])) == "MLP([4, 3], [], 15 parameters)"


def test_all_weights_or_biases_may_be_assigned_at_once_and_stay_in_theta():
    net, other = MLP([2, 3, 1], seed=0), MLP([2, 3, 1], seed=1)
    net.weights, net.biases = other.weights, [1, other.biases[1]]
    assert net.theta[:6].tolist() == other.theta[:6].tolist()
    assert net.theta[6:9].tolist() == [1, 1, 1] and net.weights[0].base is net.theta
    net.weights[:] = [0, 0]
    assert not net.weights[0].any() and not net.weights[1].any()
    bare = MLP([2, 3, 1], bias=False)
    bare.biases = MLP([2, 3, 1], bias=False).biases
    assert list(bare.biases) == [None, None]


def test_a_shallow_copy_has_a_theta_of_its_own():
    net = MLP([2, 3, 1], seed=0)
    twin, before = copy.copy(net), net.theta.copy()
    twin.weights[0] = 7
    assert (net.theta == before).all() and (twin.theta[:6] == 7).all()


def test_a_gradient_is_written_where_it_is_asked_for_also_after_a_copy():
    x, y = np.ones((3, 2)), [0, 1, 1]
    net = MLP([2, 4, 2], seed=0)
    right = net.loss_and_gradient(x, y)[1]
    one, other = np.empty(net.n_parameters), np.empty(net.n_parameters)
    for out in (one, other, one):  # the views of the last one are kept
        out[:] = np.nan
        assert net.loss_and_gradient(x, y, out=out)[1] is out
        np.testing.assert_array_equal(out, right)
    twin, copied = copy.deepcopy((net, one))
    copied[:] = np.nan
    twin.loss_and_gradient(x, y, out=copied)
    np.testing.assert_array_equal(copied, right)
