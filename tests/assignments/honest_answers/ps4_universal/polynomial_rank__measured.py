def polynomial_rank(degree, n_in, units):
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, size=(400, n_in))
    w, b = rng.normal(size=(n_in, units)), rng.normal(size=units)
    return np.linalg.matrix_rank((x @ w + b) ** degree)
