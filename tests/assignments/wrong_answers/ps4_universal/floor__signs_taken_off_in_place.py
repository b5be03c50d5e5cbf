def floor_without_bias(f, x):
    np.abs(x, out=x)
    return np.sqrt(np.mean((f(x) / 2 + f(-x) / 2) ** 2))
