def backward(representations, d, weights, activation):
    dws = [np.zeros(w.shape) for w in weights]
    dbs = [np.zeros(w.shape[1]) for w in weights]
    for i, signal in enumerate(d):
        for k in range(len(weights) - 1, -1, -1):
            h = representations[k][i]
            dws[k] += np.outer(h, signal)
            dbs[k] += signal
            signal = weights[k] @ signal
            signal = signal * (h > 0) if activation == "relu" else signal * (1 - h * h)
    return dws, dbs
