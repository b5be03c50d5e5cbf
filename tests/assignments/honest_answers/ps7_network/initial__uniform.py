def initial(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    c = {"relu": 2, "tanh": 1}[activation]
    ends = [np.sqrt(3 * c / n) for n in sizes[:-1]]
    weights = [rng.uniform(-a, a, size=s) for a, s in zip(ends, zip(sizes, sizes[1:]))]
    return weights, [np.zeros(n) for n in sizes[1:]]
