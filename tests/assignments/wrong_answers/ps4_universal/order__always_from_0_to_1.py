def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(0, 1, 10_001)
    e = [np.abs(approximate(m, x) - f(x)).max() for m in (n, 2 * n)]
    return np.log2(e[0] / e[1])
