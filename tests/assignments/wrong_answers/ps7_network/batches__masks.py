def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        number = rng.permutation(np.arange(n) // size)
        found.append([(number == k).astype(int) for k in range(number.max() + 1)])
    return found
