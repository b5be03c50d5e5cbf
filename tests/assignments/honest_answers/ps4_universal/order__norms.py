import numpy.linalg as la


def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    one, two = (la.norm(f(x) - approximate(m, x), np.inf) for m in (n, 2 * n))
    return np.log(one / two) / np.log(2)
