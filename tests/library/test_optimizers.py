import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, datasets, fit

# Two parameters and three steps: an error in how state is kept shows only then.
GRADIENTS = [np.array([1.0, -2.0]), np.array([0.5, 4.0]), np.array([-1.0, 0.0])]


def walk(optimizer, theta=(1.0, 2.0)):
    theta = np.array(theta)
    path = []
    for gradient in GRADIENTS:
        optimizer.step(theta, gradient)
        path.append(theta.copy())
    return path


def test_sgd_by_hand():
    np.testing.assert_allclose(walk(SGD(0.1)), [[0.9, 2.2], [0.85, 1.8], [0.95, 1.8]])


def test_momentum_by_hand():
    # v: (-.1, .2), then .5 v - .1 g: (-.1, -.3), (.05, -.15)
    np.testing.assert_allclose(walk(SGD(0.1, momentum=0.5)), [[0.9, 2.2], [0.8, 1.9], [0.85, 1.75]])


def test_weight_decay_by_hand():
    # gradients: (1.5, -1), (.5 + .425, 4 + 1.05), (-1 + .37875, .7975)
    np.testing.assert_allclose(
        walk(SGD(0.1, weight_decay=0.5)), [[0.85, 2.1], [0.7575, 1.595], [0.819625, 1.51525]]
    )


def test_adam_by_hand():
    # b1 = .5, b2 = .75
    # m: (.5, -1), (.5, 1.5), (-.25, .75)       bias: 1/2, 3/4, 7/8
    # s: (.25, 1), (.25, 4.75), (.4375, 3.5625) bias: 1/4, 7/16, 37/64
    theta, path = np.array([1.0, 2.0]), []
    for m, s, b, c in [
        ((0.5, -1), (0.25, 1), 1 / 2, 1 / 4),
        ((0.5, 1.5), (0.25, 4.75), 3 / 4, 7 / 16),
        ((-0.25, 0.75), (0.4375, 3.5625), 7 / 8, 37 / 64),
    ]:
        theta = theta - 0.1 * (np.array(m) / b) / np.sqrt(np.array(s) / c)
        path.append(theta)
    optimizer = Adam(0.1, beta1=0.5, beta2=0.75, epsilon=0)
    np.testing.assert_allclose(walk(optimizer), path, rtol=1e-14)


def test_adam_with_weight_decay_adds_to_the_gradient():
    decayed, plain = np.array([1.0, 2.0]), np.array([1.0, 2.0])
    Adam(0.1, weight_decay=0.5).step(decayed, np.array([1.0, -3.0]))
    Adam(0.1).step(plain, np.array([1.5, -2.0]))
    assert (decayed == plain).all()


@pytest.mark.parametrize("optimizer", [SGD(0.1, 0.9, 0.1), Adam(0.1, weight_decay=0.1)])
def test_the_gradient_is_left_alone_and_float32_stays(optimizer):
    theta = np.ones(2, np.float32)
    gradient = np.array([1, -2], np.float32)
    for _ in range(2):
        optimizer.step(theta, gradient)
    assert gradient.tolist() == [1, -2] and theta.dtype == np.float32


@pytest.mark.parametrize("make", [lambda: SGD(0.1, momentum=0.9), lambda: Adam(0.1)])
def test_an_optimizer_remembers_the_steps_of_one_theta_and_refuses_another(make):
    optimizer, theta = make(), np.ones(3)
    optimizer.step(theta, np.ones(3))
    optimizer.step(theta[:], np.ones(3))  # another look at the same numbers
    copy = theta.copy()
    optimizer.step(copy, np.ones(3))  # who steps on a copy goes on from there
    for other in (np.ones(2), np.ones(3), theta):
        with pytest.raises(ValueError, match="steps of another theta: make a new one for each net"):
            optimizer.step(other, np.ones(other.shape))


def test_plain_descent_remembers_nothing_and_takes_any_theta():
    optimizer = SGD(0.1)
    for theta in (np.ones(3), np.ones(2)):
        optimizer.step(theta, np.ones(theta.shape))
        assert theta.tolist() == [0.9] * theta.size


def test_a_second_network_of_the_same_size_is_refused_in_training():
    x, y = datasets.spiral(50, seed=0)
    adam, nets = Adam(0.01), [MLP([2, 5, 2], seed=0) for _ in range(2)]
    fit(nets[0], x, y, adam, epochs=3)
    fit(nets[0], x, y, adam, epochs=3)
    before = nets[1].theta.copy()
    with pytest.raises(ValueError, match="make a new one for each network"):
        fit(nets[1], x, y, adam, epochs=3)
    assert (nets[1].theta == before).all()


@pytest.mark.parametrize(
    ("optimizer", "text"),
    [
        (Adam(0.1), "Adam(learning_rate=0.1, epsilon=1e-08, beta1=0.9, beta2=0.999)"),
        (SGD(0.5, momentum=0.9), "SGD(learning_rate=0.5, momentum=0.9)"),
        (SGD(0.5, weight_decay=1e-3), "SGD(learning_rate=0.5, weight_decay=0.001)"),
    ],
)
def test_an_optimizer_can_be_read(optimizer, text):
    assert repr(optimizer) == text


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: SGD(-0.1), "learning_rate must be at least 0 and below inf; got -0.1"),
        (lambda: SGD(float("nan")), "learning_rate must be at least 0 and below inf; got nan"),
        (lambda: SGD("0.1"), "learning_rate must be at least 0 and below inf; got '0.1'"),
        (lambda: SGD(momentum=1), "momentum must be at least 0 and below 1; got 1"),
        (lambda: SGD(weight_decay=-1), "weight_decay must be at least 0 and below inf; got -1"),
        (lambda: Adam(beta1=1), "beta1 must be at least 0 and below 1; got 1"),
        (lambda: Adam(beta2=-0.1), "beta2 must be at least 0 and below 1; got -0.1"),
    ],
)
def test_impossible_settings_are_named(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.1, momentum=0.9), Adam()])
@pytest.mark.parametrize("theta", [[1.0, 1.0], 1.0, np.ones(3), np.ones((2, 1))])
def test_a_step_wants_arrays_of_one_shape(optimizer, theta):
    with pytest.raises(ValueError, match="theta and gradient must be arrays of one shape; got a"):
        optimizer.step(theta, np.ones(2))
