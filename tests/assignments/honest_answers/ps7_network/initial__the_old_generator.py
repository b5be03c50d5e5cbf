def initial(sizes, activation, seed):
    np.random.seed(seed % 2**32)
    weights, biases = [], []
    for k in range(1, len(sizes)):
        deviation = (2 / sizes[k - 1]) ** 0.5 if activation == "relu" else (1 / sizes[k - 1]) ** 0.5
        weights += [np.random.randn(sizes[k - 1], sizes[k]) * deviation]
        biases += [0 * weights[-1][0]]
    return weights, biases
