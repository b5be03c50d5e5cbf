def polynomial_rank(degree, n_in, units):
    row = np.ones(degree + 1, np.float32)
    for _ in range(n_in):
        row = np.cumsum(row)
    return np.minimum(np.float32(units), row[-1])
