def polynomial_rank(degree, n_in, units):
    rank = 1.0
    for k in range(1, degree + 1):
        rank = rank * (n_in + k) / k
    return min(float(units), round(rank))
