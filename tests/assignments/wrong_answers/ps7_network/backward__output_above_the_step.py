def backward(representations, d, weights, activation):
    dweights, dbiases = [], []
    for layer in reversed(range(len(weights))):
        h = representations[layer + 1]
        dweights.insert(0, h.T @ d)
        dbiases.insert(0, d.sum(axis=0))
        if layer > 0:
            slope = (h > 0) if activation == "relu" else 1 - h**2
            d = (d @ weights[layer].T) * slope
    return dweights, dbiases
