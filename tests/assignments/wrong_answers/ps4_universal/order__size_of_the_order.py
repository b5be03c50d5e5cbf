def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001)
    e = [np.max(np.abs(approximate(m, x) - f(x))) for m in (n, 2 * n)]
    return abs(np.log2(e[1] / e[0]))
