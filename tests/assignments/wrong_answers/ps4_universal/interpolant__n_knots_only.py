def interpolant(f, n, a=0.0, b=1.0):
    knots = np.linspace(a, b, n, endpoint=False)
    values = f(knots)
    slopes = np.diff(values, append=values[-1]) * n / (b - a)
    return np.ones((1, n)), -knots, np.diff(slopes, prepend=0)[:, None], values[:1]
