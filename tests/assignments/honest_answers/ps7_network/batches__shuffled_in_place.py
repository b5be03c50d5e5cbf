def batches(n, size, epochs, seed):
    rng, places = np.random.default_rng(seed), np.arange(n)
    everything = []
    for _ in range(epochs):
        rng.shuffle(places)
        everything.append(np.split(places.copy(), range(size, n, size)))
    return everything
