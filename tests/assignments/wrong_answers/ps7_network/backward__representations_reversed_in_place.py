def backward(representations, d, weights, activation):
    dweights, dbiases = [], []
    representations.reverse()
    for h, w in zip(representations[1:], reversed(weights)):
        dweights.insert(0, h.T @ d)
        dbiases.insert(0, d.sum(axis=0))
        d = (d @ w.T) * ((h > 0) if activation == "relu" else 1 - h**2)
    return dweights, dbiases
