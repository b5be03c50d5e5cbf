def learn(x, labels, rest, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, labels.max() + 1, size=len(rest)), 1 / (labels.max() + 1)
