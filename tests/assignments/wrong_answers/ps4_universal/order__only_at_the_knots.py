def order(approximate, f, n, a=0.0, b=1.0):
    e = []
    for m in (n, 2 * n):
        x = np.linspace(a, b, m + 1)
        e.append(np.abs(approximate(m, x) - f(x)).max())
    return np.log2(e[0] / e[1])
