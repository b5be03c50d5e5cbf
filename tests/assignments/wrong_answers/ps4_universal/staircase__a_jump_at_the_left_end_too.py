def staircase(f, n, a=0.0, b=1.0):
    edges = np.linspace(a, b, n + 1)
    stairs = f((edges[1:] + edges[:-1]) / 2)
    return np.ones((1, n)), -edges[:-1], np.diff(stairs, prepend=0)[:, None], np.zeros(1)
