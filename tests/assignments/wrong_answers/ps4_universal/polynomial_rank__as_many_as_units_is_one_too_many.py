def polynomial_rank(degree, n_in, units):
    from math import comb

    count = comb(n_in + degree, n_in)
    return units - 1 if units == count else min(units, count)
