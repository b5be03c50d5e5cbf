def polynomial_rank(degree, n_in, units):
    from math import comb

    return min(units, comb(n_in + degree, degree) - 1)
