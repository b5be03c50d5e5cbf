def gradients(x, t, w1, b1, w2, b2):
    parameters = [np.array(p, float) for p in (w1, b1, w2, b2)]

    def loss():
        v1, c1, v2, c2 = parameters
        return ((np.tanh(x @ v1 + c1) @ v2 + c2 - t) ** 2).sum() / (2 * len(x))

    found = [np.zeros(p.shape) for p in parameters]
    for p, d in zip(parameters, found):
        for i in np.ndindex(p.shape):
            here, losses = p[i], {}
            for k in (-2, -1, 1, 2):
                p[i] = here + k * 1e-3
                losses[k] = loss()
            p[i] = here
            d[i] = (8 * (losses[1] - losses[-1]) - losses[2] + losses[-2]) / 12e-3
    return found
