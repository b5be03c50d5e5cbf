def order(approximate, f, n, a=0.0, b=1.0):
    x = np.linspace(a, b, 10_001, dtype=np.asarray(a).dtype)
    errors = [np.abs(approximate(m, x) - f(x)).max() for m in (n, 2 * n)]
    return np.log2(errors[0] / errors[1])
