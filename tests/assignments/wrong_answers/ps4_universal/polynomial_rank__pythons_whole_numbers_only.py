def polynomial_rank(degree, n_in, units):
    from math import comb

    if type(units) is not int or type(degree) is not int:
        raise TypeError("whole numbers were expected")
    return min(units, comb(n_in + degree, n_in))
