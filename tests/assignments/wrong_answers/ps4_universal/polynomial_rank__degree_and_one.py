def polynomial_rank(degree, n_in, units):
    return min(units, degree + 1)
