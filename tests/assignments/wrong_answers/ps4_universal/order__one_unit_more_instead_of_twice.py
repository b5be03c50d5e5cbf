def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    e = [np.abs(approximate(m, x) - f(x)).max() for m in (n, n + 1)]
    return np.log2(e[0] / e[1])
