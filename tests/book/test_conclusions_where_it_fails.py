"""What the chapter 'Why not a polynomial?' concludes, tried where it did not look.

The text has tanh at 0.5 and two polynomials; here are other functions, places, seeds and targets.
"""

import os
from math import comb

import numpy as np
import pytest

from course_lib import MLP, Adam, fit
from course_lib.approximation import feature_rank

ALL = os.environ.get("COURSE_TESTS") == "all"
SEEDS = range(100, 130) if ALL else range(100, 104)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("degree", [2, 3, 4, 5])
def test_a_polynomial_of_degree_r_makes_r_plus_one_features_at_any_width(seed, degree):
    g = np.polynomial.Polynomial(np.random.default_rng(seed).uniform(0.5, 1, degree + 1))
    x = np.linspace(-1, 1, 200)[:, None]
    ranks = [feature_rank(x, g, units, seed=seed) for units in (degree + 1, 30, 300)]
    assert ranks == [degree + 1] * 3
    assert feature_rank(x, np.tanh, 30, seed=seed) > 8


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def tanh_derivatives(b):
    t = np.tanh(b)
    return 1 - t**2, -2 * t * (1 - t**2), (1 - t**2) * (6 * t**2 - 2)


def sigmoid_derivatives(b):
    s = sigmoid(b)
    return s * (1 - s), s * (1 - s) * (1 - 2 * s), s * (1 - s) * (1 - 6 * s + 6 * s**2)


SMOOTH = {
    "tanh": (np.tanh, tanh_derivatives),
    "sigmoid": (sigmoid, sigmoid_derivatives),
    "sine": (np.sin, lambda b: (np.cos(b), -np.sin(b), -np.cos(b))),
    "exponential": (np.exp, lambda b: (np.exp(b),) * 3),
    "bell": (
        lambda z: np.exp(-(z**2)),
        lambda b: np.array([-2 * b, 4 * b**2 - 2, 12 * b - 8 * b**3]) * np.exp(-(b**2)),
    ),
}


def signed_sum(g, r, h, b, x):
    return sum((-1) ** (r - j) * comb(r, j) * g((j - r / 2) * h * x + b) for j in range(r + 1))


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("r", [1, 2, 3])
def test_r_plus_one_units_of_any_smooth_kind_make_the_power_r(name, r):
    g, derivatives = SMOOTH[name]
    x = np.linspace(-2, 2, 101)
    slopes = np.abs([derivatives(b)[r - 1] for b in np.linspace(-2, 2, 41)])
    good = [b for b in np.linspace(-2, 2, 41) if abs(derivatives(b)[r - 1]) > 0.2 * slopes.max()]
    assert good

    def error(h, b):
        return np.abs(signed_sum(g, r, h, b, x) / h**r / derivatives(b)[r - 1] - x**r).max()

    for b in good[::4]:
        assert error(0.01, b) < 0.02
        assert error(0.01, b) < error(0.1, b) / 50 or error(0.1, b) < 1e-3  # as h²


@pytest.mark.parametrize("name", SMOOTH)
def test_too_small_a_step_is_spoilt_by_rounding(name):
    g, derivatives = SMOOTH[name]
    x = np.linspace(-2, 2, 101)
    for b in (0.3, 0.7):
        wrong = signed_sum(g, 3, 1e-6, b, x) / 1e-18 / derivatives(b)[2] - x**3
        assert np.abs(wrong).max() > 10


def test_a_polynomial_makes_no_power_above_its_degree():
    rng = np.random.default_rng(7)
    x = np.linspace(-2, 2, 101)
    for degree in (1, 2, 3):
        g = np.polynomial.Polynomial(rng.standard_normal(degree + 1))
        for b in rng.uniform(-2, 2, 5):
            assert np.abs(signed_sum(g, degree + 1, 0.5, b, x)).max() < 1e-12


@pytest.mark.parametrize("f", [np.abs, lambda x: np.sqrt(np.abs(x)), lambda x: np.abs(x - 0.3)])
def test_polynomials_of_higher_degree_come_closer_to_functions_with_corners(f):
    x = np.linspace(-1, 1, 401)
    fits = [np.polynomial.Chebyshev.fit(x, f(x), degree)(x) for degree in (2, 8, 32)]
    a, b, c = (np.sqrt(((y - f(x)) ** 2).mean()) for y in fits)
    assert a > 2 * b > 4 * c


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("even", [np.square, np.abs, lambda x: np.cos(5 * x)])
def test_tanh_without_biases_learns_nothing_about_an_even_function(seed, even):
    x = np.linspace(-1.5, 1.5, 41)[:, None]
    y = even(x)
    net = MLP([1, 20, 10, 1], "tanh", bias=False, seed=seed)
    assert np.allclose(net.forward(-x), -net.forward(x))
    history = fit(net, x, y, Adam(0.02), epochs=100, loss="squared_error")
    assert min(history.loss) > (y**2).mean() * (1 - 1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_relu_without_biases_bends_at_zero_alone(seed):
    net = MLP([1, 9, 9, 9, 1], "relu", bias=False, seed=seed)
    x = np.linspace(0.01, 5, 50)[:, None]
    for side in (x, -x):
        assert np.allclose(net.forward(2 * side), 2 * net.forward(side))
        assert np.allclose(np.diff(net.forward(side)[:, 0], 2), 0)
