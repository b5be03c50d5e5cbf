def floor_without_bias(f, x):
    x = x.astype(np.float32)
    even = np.asarray((f(x) + f(-x)) / 2, np.float32)
    return np.sqrt(np.mean(even * even))
