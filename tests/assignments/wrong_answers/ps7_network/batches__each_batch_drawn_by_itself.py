def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        order = rng.permutation(n)
        found.append([rng.choice(n, min(size, n - start), replace=False) for start in range(0, n, size)])
    return found
