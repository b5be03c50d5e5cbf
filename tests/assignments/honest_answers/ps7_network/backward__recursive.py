def backward(representations, d, weights, activation):
    def below(k, d):
        if k < 0:
            return [], []
        h, w = representations[k], weights[k]
        slope = np.where(h > 0, 1, 0) if activation == "relu" else (1 + h) * (1 - h)
        dws, dbs = below(k - 1, slope * np.dot(d, w.T))
        return [*dws, np.dot(h.T, d)], [*dbs, np.sum(d, axis=0)]

    return below(len(weights) - 1, d)
