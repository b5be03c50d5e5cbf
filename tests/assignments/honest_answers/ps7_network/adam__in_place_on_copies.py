from typing import NamedTuple


class State(NamedTuple):
    theta: np.ndarray
    mean: np.ndarray
    square: np.ndarray


def adam(theta, gradient, mean, square, t, rate):
    state = State(*(np.array(a, float) for a in (theta, mean, square)))
    state.mean[...] *= 0.9
    state.mean[...] += 0.1 * gradient
    state.square[...] *= 0.999
    state.square[...] += 0.001 * np.square(gradient)
    root = np.sqrt(state.square / (1 - 0.999**t))
    state.theta[...] -= rate / (1 - 0.9**t) * state.mean / (root + 1e-8)
    return state
