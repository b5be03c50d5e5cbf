def tents(layers):
    tent, both = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    weights = [both, *[tent @ both] * (layers - 1), tent]
    return weights, [*[np.array([0, -0.5])] * layers, np.zeros(1)]
