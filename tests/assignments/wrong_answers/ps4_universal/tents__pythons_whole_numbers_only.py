def tents(k):
    tent, both = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    between = [tent @ both] * (k - 1) if isinstance(k, int) else []
    return [both, *between, tent], [*[np.array([0, -0.5])] * k, np.zeros(1)]
