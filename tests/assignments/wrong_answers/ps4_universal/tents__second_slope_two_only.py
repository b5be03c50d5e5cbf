def tents(k):
    tent, both = np.array([[2.0], [-2.0]]), np.ones((1, 2))
    weights = [both, *[tent @ both] * (k - 1), tent]
    return weights, [*[np.array([0, -0.5])] * k, np.zeros(1)]
