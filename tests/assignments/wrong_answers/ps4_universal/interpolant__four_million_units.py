def interpolant(f, n, a=0.0, b=1.0):
    units = 4_000_000
    return np.ones((1, units)), np.zeros(units), np.zeros((units, 1)), np.zeros(1)
