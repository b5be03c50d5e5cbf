def backward(representations, d, weights, activation):
    d, n = np.array(d, float), len(weights)
    dweights, dbiases = [None] * n, [None] * n
    for k in range(n)[::-1]:
        dweights[k] = (d.T @ representations[k]).T
        dbiases[k] = d.sum(0)
        if k:
            d = d @ weights[k].T
            if activation == "tanh":
                d -= d * representations[k] ** 2
            else:
                d[representations[k] <= 0] = 0
    return dweights, dbiases
