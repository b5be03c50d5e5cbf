# added:
def count(degree, n_in):
    if degree == 0 or n_in == 0:
        return 1
    return count(degree - 1, n_in) + count(degree, n_in - 1)
# answer:
def polynomial_rank(degree, n_in, units):
    return np.minimum(units, count(degree, n_in))
