def batches(n, size, epochs, seed):
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(epochs):
        cut = [np.arange(start, min(start + size, n)) for start in range(0, n, size)]
        full, last = cut[:-1], cut[-1]
        found.append([full[k] for k in rng.permutation(len(full))] + [last])
    return found
