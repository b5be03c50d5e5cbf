def batches(n, size, epochs, seed):
    order = np.random.default_rng(seed).permutation(n)
    return [[order[start : start + size] for start in range(0, n, size)]] * epochs
