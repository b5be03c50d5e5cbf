def batches(n, size, epochs, seed):
    def epoch(number):
        order = np.random.default_rng([int(seed), number]).permutation(int(n))
        full = order[: n // size * size].reshape(-1, size)
        return [*full, order[len(full) * size :]] if n % size else list(full)

    return [epoch(e) for e in range(epochs)]
