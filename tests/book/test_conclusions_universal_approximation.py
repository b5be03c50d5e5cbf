"""What the chapter on universal approximation concludes, tried where it did not look.

The text has one wave and one root; here are other functions, places and directions.
"""

import os

import numpy as np
import pytest

from course_lib.approximation import largest_error, relu_interpolant, step_network

SEEDS = range(100, 140) if os.environ.get("COURSE_TESTS") == "all" else range(100, 108)


def smooth(seed):
    """A sum of a few waves, with its steepest slope and its largest second derivative."""
    rng = np.random.default_rng(seed)
    w, a, b = rng.uniform(1, 12, 4), rng.standard_normal(4), rng.uniform(0, 6, 4)
    x = np.linspace(0, 1, 10_001)[:, None]
    slope = np.abs((a * w * np.cos(w * x + b)).sum(axis=1)).max()
    curvature = np.abs((a * w**2 * np.sin(w * x + b)).sum(axis=1)).max()
    return lambda t: (a * np.sin(np.multiply.outer(t, w) + b)).sum(axis=-1), slope, curvature


def ratio(build, f, q):
    return largest_error(build(f, q), f) / largest_error(build(f, 2 * q), f)


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_units_halve_the_error_of_steps_and_quarter_that_of_lines(seed):
    f, slope, curvature = smooth(seed)
    assert 1.8 < ratio(step_network, f, 128) < 2.2
    assert 3.6 < ratio(relu_interpolant, f, 128) < 4.4
    for q in (8, 32, 128):
        lines = largest_error(relu_interpolant(f, q), f)
        steps = largest_error(step_network(f, q), f)
        assert lines < curvature / (8 * q**2) and lines < steps < 1.01 * slope / (2 * q)


@pytest.mark.parametrize("power", [0.2, 0.4, 0.6])
def test_without_a_finite_slope_the_lines_gain_less(power):
    assert 1 < ratio(relu_interpolant, lambda x: x**power, 16) < 2


@pytest.mark.parametrize("seed", SEEDS)
def test_at_a_jump_the_largest_error_stays_and_the_mean_shrinks(seed):
    place = np.random.default_rng(seed).uniform(0.2, 0.8)
    x = np.linspace(0, 1, 30_001)
    errors = []
    for q in (16, 256):
        out = relu_interpolant(lambda t: (t > place) * 1.0, q).forward(x[:, None])[:, 0]
        errors.append(np.abs(out - (x > place)))
    assert min(error.max() for error in errors) > 0.49
    assert errors[1].mean() < errors[0].mean() / 4


@pytest.mark.parametrize("directions", [7, 8, 12, 30])
def test_walls_in_many_directions_make_a_round_hill(directions):
    def height(x1, x2):
        angles = np.pi * (0.5 + np.arange(directions)) / directions
        s = np.multiply.outer(x1, np.cos(angles)) + np.multiply.outer(x2, np.sin(angles))
        return (np.tanh(9 * s + 2) - np.tanh(9 * s - 2)).mean(axis=-1)

    round_it = np.linspace(0, 2 * np.pi, 200)
    radii = [0, 0.1, 0.2, 0.4, 0.8]
    rings = np.array([height(r * np.cos(round_it), r * np.sin(round_it)) for r in radii])
    assert (np.diff(rings.mean(axis=1)) < 0).all()  # it falls on all sides
    assert (np.ptp(rings[:3], axis=1) < 0.01 * rings[0, 0]).all()  # and alike
