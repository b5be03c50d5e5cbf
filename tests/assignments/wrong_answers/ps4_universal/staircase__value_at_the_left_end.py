def staircase(f, n, a=0.0, b=1.0):
    edges = np.linspace(a, b, n + 1)
    stairs = f(edges[:-1])
    return np.ones((1, n - 1)), -edges[1:-1], np.diff(stairs)[:, None], stairs[:1]
