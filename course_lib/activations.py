"""Activations: what a unit does with its weighted sum.

An activation g works element-wise, h = g(z). Beside each function stands its derivative, written
as a function of the *output* h: going backwards through a network, h is at hand and z is gone.

=======  ============  ==============
name     h = g(z)      g'(z), from h
=======  ============  ==============
linear   z             1
relu     max(z, 0)     1 where h > 0
sigmoid  1/(1 + e⁻ᶻ)   h (1 - h)
tanh     tanh z        1 - h²
=======  ============  ==============
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Activation(NamedTuple):
    """A function g of z, and its derivative as a function of h = g(z)."""

    function: Callable[[np.ndarray], np.ndarray]
    derivative: Callable[[np.ndarray], np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Compute 1/(1 + e⁻ᶻ), written with tanh, which no input makes overflow."""
    return 0.5 * np.tanh(0.5 * z) + 0.5


ACTIVATIONS = {
    "linear": Activation(lambda z: z, lambda h: np.ones_like(h)),
    "relu": Activation(lambda z: np.maximum(z, 0), lambda h: h > 0),
    "sigmoid": Activation(sigmoid, lambda h: h * (1 - h)),
    "tanh": Activation(np.tanh, lambda h: 1 - h * h),
}
