biases = []


def tents(k):
    tent, both = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    biases.extend([np.array([0, -0.5])] * k)
    return [both, *[tent @ both] * (k - 1), tent], [*biases, np.zeros(1)]
