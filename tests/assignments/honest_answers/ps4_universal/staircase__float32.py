def staircase(f, n, a=0.0, b=1.0):
    edges = np.linspace(a, b, n + 1).astype(np.float32)
    stairs = np.asarray(f((edges[1:] + edges[:-1]) / 2), np.float32)
    w1 = np.ones((1, n - 1), np.float32)
    return w1, -edges[1:-1], (stairs[1:] - stairs[:-1]).reshape(n - 1, 1), stairs[:1]
