def staircase(f, n, a=0.0, b=1.0):
    edges = np.empty(n + 1, dtype=type(a))
    edges[:] = a + (b - a) * np.arange(n + 1) / n
    stairs = f(a + (b - a) * (np.arange(n) + 0.5) / n)
    return np.ones((1, n - 1)), -edges[1:n], np.diff(stairs)[:, None], stairs[:1]
