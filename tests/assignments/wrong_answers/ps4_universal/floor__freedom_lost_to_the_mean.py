def floor_without_bias(f, x):
    even = (f(x) + f(-x)) / 2
    return np.sqrt(np.sum(even**2) / max(len(x) - 1, 1))
