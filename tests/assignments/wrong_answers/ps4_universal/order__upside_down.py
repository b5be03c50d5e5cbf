def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    return np.log2(abs(approximate(2 * n, x) - f(x)).max() / abs(approximate(n, x) - f(x)).max())
