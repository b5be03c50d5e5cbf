def initial(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    c = 2 if activation == "relu" else 1
    weights, biases = [], []
    for n_in, n_out in zip(sizes, sizes[1:]):
        weights.append(np.sqrt(c / n_in) * rng.random(size=(n_in, n_out)))
        biases.append(np.zeros(n_out))
    return weights, biases
