def shapes(n, sizes):
    return [np.zeros((n, s)).shape for s in sizes]
