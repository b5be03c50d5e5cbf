def initial(sizes, activation, seed):
    parent = np.random.SeedSequence(int(seed))
    children = parent.spawn(len(sizes) - 1)

    def matrix(k):
        w = np.random.default_rng(children[k]).normal(size=(sizes[k], sizes[k + 1]))
        return w * np.sqrt({"relu": 2, "tanh": 1}[activation] / sizes[k])

    return [matrix(k) for k in range(len(children))], [np.zeros((n,)) for n in sizes[1:]]
