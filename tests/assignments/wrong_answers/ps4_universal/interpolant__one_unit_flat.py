def interpolant(f, n, a=0.0, b=1.0):
    knots = np.linspace(a, b, n + 1)
    values = f(knots)
    slopes = np.diff(values) / np.diff(knots)
    w2 = np.diff(slopes, prepend=0).reshape(n, 1)
    return np.ones((1, n)).squeeze(), -knots[:-1], w2 if n > 1 else slopes, values[:1]
