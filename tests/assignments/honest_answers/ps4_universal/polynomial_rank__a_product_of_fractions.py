from fractions import Fraction


def polynomial_rank(degree, n_in, units):
    count = Fraction(1)
    for k in range(1, int(n_in) + 1):
        count *= Fraction(int(degree) + k, k)
    return min(Fraction(int(units)), count)
