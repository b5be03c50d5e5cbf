import numpy as np
import pytest

from course_lib.activations import ACTIVATIONS, sigmoid

Z = np.array([[-3.0, -0.5, 0.2], [0.7, 1.5, 4.0]])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_derivative_from_the_output_agrees_with_finite_differences(name):
    g, derivative = ACTIVATIONS[name]
    slope = (g(Z + 1e-6) - g(Z - 1e-6)) / 2e-6
    np.testing.assert_allclose(derivative(g(Z)), slope, atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shape_and_dtype_stay(name, dtype):
    g, derivative = ACTIVATIONS[name]
    h = g(Z.astype(dtype))
    assert h.shape == Z.shape and h.dtype == dtype
    assert (h * derivative(h)).dtype == dtype


def test_the_table_holds_what_the_course_speaks_of():
    assert list(ACTIVATIONS) == ["linear", "relu", "sigmoid", "tanh"]


def test_sigmoid_is_the_textbook_formula_and_does_not_overflow():
    np.testing.assert_allclose(sigmoid(Z), 1 / (1 + np.exp(-Z)), rtol=1e-14)
    assert sigmoid(np.array([-1e308, 1e308])).tolist() == [0, 1]


def test_relu_has_slope_zero_at_zero():
    assert not ACTIVATIONS["relu"].derivative(np.zeros(1))[0]
