def polynomial_rank(degree, n_in, units):
    from math import comb

    return min(max(units, 2), comb(n_in + degree, n_in))
