def interpolant(f, n, a=0.0, b=1.0):
    knots = np.linspace(a, b, n + 1)
    slopes = knots[1:] + knots[:-1]
    return np.ones((1, n)), -knots[:-1], np.diff(slopes, prepend=0)[:, None], knots[:1] ** 2
