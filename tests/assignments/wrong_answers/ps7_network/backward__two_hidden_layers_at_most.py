def backward(representations, d, weights, activation):
    dweights, dbiases = [], []
    for layer in reversed(range(len(weights))):
        h = representations[layer]
        dweights.insert(0, h.T @ d)
        dbiases.insert(0, d.sum(axis=0))
        if 0 < layer < 3:
            d = (d @ weights[layer].T) * ((h > 0) if activation == "relu" else 1 - h**2)
        elif layer:
            d = d @ weights[layer].T
    return dweights, dbiases
