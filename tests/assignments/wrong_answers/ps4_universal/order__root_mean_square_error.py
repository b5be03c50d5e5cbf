def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    e = [np.sqrt(np.mean((approximate(m, x) - f(x)) ** 2)) for m in (n, 2 * n)]
    return np.log2(e[0] / e[1])
