def polynomial_rank(degree, n_in, units):
    return min(units, sum(n_in**k for k in range(degree + 1)))
