def polynomial_rank(degree, n_in, units):
    return min(units, n_in * degree + 1)
