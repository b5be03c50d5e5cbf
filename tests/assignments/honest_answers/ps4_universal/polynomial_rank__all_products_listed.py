def polynomial_rank(degree, n_in, units):
    from itertools import product

    powers = product(range(degree + 1), repeat=n_in)
    return min(units, len([p for p in powers if sum(p) <= degree]))
