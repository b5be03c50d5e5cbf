def tents(k):
    tent, both = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    weights = [both, *[tent @ both] * (k - 1), tent]
    return weights, [*[np.array([0, -1.0])] * k, np.zeros(1)]
