def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        order = rng.integers(0, n, size=n)
        found.append([order[start : start + size] for start in range(0, n, size)])
    return found
