def interpolant(f, n, a=0.0, b=1.0):
    knots = np.linspace(a, b, n + 1)
    features = np.maximum(knots[:, None] - knots[None, :-1], 0)
    design = np.column_stack([features, np.ones(n + 1)])
    found = np.linalg.solve(design, f(knots))
    return np.ones((1, n)), -knots[:-1], found[:-1, None], found[-1:]
