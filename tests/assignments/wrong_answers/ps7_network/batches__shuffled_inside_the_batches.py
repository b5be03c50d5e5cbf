def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [
        [rng.permutation(np.arange(start, min(start + size, n))) for start in range(0, n, size)]
        for _ in range(epochs)
    ]
