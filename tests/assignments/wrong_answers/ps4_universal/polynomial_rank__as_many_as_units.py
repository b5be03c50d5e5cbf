def polynomial_rank(degree, n_in, units):
    return units
