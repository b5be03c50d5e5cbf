def tents(k):
    tent = np.array([[2.0], [-4.0]])
    weights = [np.ones((1, 2)), *[np.diag([2.0, -4.0])] * (k - 1), tent]
    return weights, [*[np.array([0, -0.5])] * k, np.zeros(1)]
