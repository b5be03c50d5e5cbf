import numpy as np
import pytest

from course_lib import MLP, datasets
from course_lib.linear import best_half_plane, collapse


def correct_by_brute_force(x, y):
    """Every line through two points, moved a little in every way that parts those on it."""
    best = max(y.sum(), (1 - y).sum())
    for start in x:
        for end in x:
            along = end - start
            if not along.any():
                continue
            side, place = (x - start) @ [-along[1], along[0]], (x - start) @ along
            on = abs(side) < 1e-9
            for cut in [-np.inf, *place[on] + 1e-7]:
                for one in (place > cut, place <= cut):
                    right = (np.where(on, one, side > 0) == y).sum()
                    best = max(best, right, len(y) - right)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_no_line_does_better(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(1, 9)
    # on a grid many points coincide or lie on one line
    x = rng.integers(0, 4, (n, 2)) * 0.1 if seed % 2 else rng.normal(size=(n, 2))
    y = rng.integers(0, 2, n)
    best = best_half_plane(x, y)
    assert best.correct == correct_by_brute_force(x, y) == (best.predict(x) == y).sum()
    assert best.accuracy == best.correct / n and np.hypot(*best.normal) == pytest.approx(1)


def test_separable_classes_are_parted_and_xor_is_not():
    assert best_half_plane([[0, 0], [1, 0], [2, 5]], [0, 1, 1]).accuracy == 1
    assert best_half_plane(*datasets.xor()).accuracy == 0.75


def test_one_point_and_one_class_are_no_exceptions():
    for label in (0, 1):
        assert best_half_plane([[3, 4]], [label]).accuracy == 1
        assert best_half_plane([[3, 4], [3, 4], [0, 1]], [label] * 3).accuracy == 1
    assert best_half_plane([[3, 4]] * 3, [0, 1, 1]).correct == 2


@pytest.mark.parametrize(
    "x, y, sentence",
    [
        (np.zeros((3, 3)), [0, 1, 0], r"x must hold points of the plane, .* got \(3, 3\)"),
        (np.zeros((0, 2)), [], "x must hold points of the plane"),
        ([[0, np.nan]], [0], "x must hold finite numbers"),
        ([[0, 1]], [2], "y must lie in 0 … 1; got 2 … 2"),
        ([[0, 1]], [0, 1], r"y must have shape \(1,\), one per row; got \(2,\)"),
    ],
)
def test_what_is_no_two_class_problem_in_the_plane_is_refused(x, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        best_half_plane(x, y)


def test_classes_may_be_of_any_integer_type():
    for kind in (bool, np.uint8, np.uint64, np.int8):
        assert best_half_plane([[0, 0], [1, 0], [2, 0]], np.array([0, 1, 1], kind)).accuracy == 1


@pytest.mark.parametrize("scale", [1e-12, 1, 1e12])
def test_columns_may_be_of_very_different_size(scale):
    rng = np.random.default_rng(0)
    for _ in range(20):
        x, y = rng.random((12, 2)), rng.integers(0, 2, 12)
        wanted = best_half_plane(x, y).correct
        found = best_half_plane(x * [1, scale], y)
        assert found.correct == wanted == (found.predict(x * [1, scale]) == y).sum()
        assert np.hypot(*found.normal) == pytest.approx(1)


def test_a_half_plane_wants_points_of_the_plane():
    line = best_half_plane([[0, 0], [1, 1]], [0, 1])
    with pytest.raises(ValueError, match=r"x must have 2 columns; got shape \(1, 3\)"):
        line.predict([[1, 2, 3]])
    with pytest.raises(ValueError, match="x must hold finite numbers"):
        line.predict([[np.nan, 1]])


def test_parameters_that_are_no_numbers_do_not_collapse():
    net = MLP([2, 2])
    net.theta = net.theta * np.nan
    with pytest.raises(ValueError, match="theta must hold finite numbers"):
        collapse(net)


@pytest.mark.parametrize("options", [{}, {"output_bias": False}, {"bias": False}])
def test_a_deep_linear_network_is_one_affine_map(options):
    net = MLP([5, 7, 2, 6, 4], "linear", seed=0, **options)
    for bias in net.biases:
        if bias is not None:
            bias += 0.5
    x = np.random.default_rng(0).normal(size=(10, 5))
    weight, bias, rank = collapse(net)
    np.testing.assert_allclose(x @ weight + bias, net.forward(x), atol=1e-12)
    assert rank == 2  # the narrowest layer


def test_a_network_that_is_not_linear_does_not_collapse():
    with pytest.raises(ValueError, match="every hidden layer must be linear; got linear, tanh"):
        collapse(MLP([2, 3, 3, 2], ["linear", "tanh"]))
