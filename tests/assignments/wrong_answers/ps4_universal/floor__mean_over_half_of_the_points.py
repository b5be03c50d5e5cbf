def floor_without_bias(f, x):
    even = (f(x) + f(-x)) / 2
    return np.sqrt((even**2).sum() / (2 * len(x)))
