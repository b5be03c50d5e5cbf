def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        order = rng.permutation(n)
        found.append(np.array_split(order, -(-n // size)))
    return found
