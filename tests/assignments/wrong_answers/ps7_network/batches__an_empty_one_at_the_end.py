def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        order = rng.permutation(n)
        found.append([order[start : start + size] for start in range(0, n + 1, size)])
    return found
