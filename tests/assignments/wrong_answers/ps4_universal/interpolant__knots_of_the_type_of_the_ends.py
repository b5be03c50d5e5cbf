def interpolant(f, n, a=0.0, b=1.0):
    knots = np.full(n + 1, a)
    for i in range(1, n + 1):
        knots[i] = a + i * (b - a) / n
    slopes = np.diff(f(knots)) * n / (b - a)
    return np.ones((1, n)), -knots[:n], np.diff(slopes, prepend=0)[:, None], f(knots[:1])
