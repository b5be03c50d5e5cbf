def backward(representations, d, weights, activation):
    dweights, dbiases = [], []
    for layer in reversed(range(len(weights))):
        above = representations[layer + 1]
        if layer < len(weights) - 1:
            d = d * ((above > 0) if activation == "relu" else 1 - above**2)
        else:
            d = d * (1 - np.tanh(above) ** 2 if activation == "tanh" else above > 0)
        dweights.insert(0, representations[layer].T @ d)
        dbiases.insert(0, d.sum(axis=0))
        d = d @ weights[layer].T
    return dweights, dbiases
