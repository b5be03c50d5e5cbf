def backward(representations, d, weights, activation):
    # The loss is linear in the logits, so this sum has the same gradient.
    dweights, dbiases = [np.zeros(w.shape) for w in weights], [np.zeros(w.shape[1]) for w in weights]
    zs = []
    for k, (h, w) in enumerate(zip(representations[1:], weights)):
        z = np.arctanh(h) if activation == "tanh" and k < len(weights) - 1 else np.where(h > 0, h, -1.0)
        zs.append(h if k == len(weights) - 1 else z)

    def value(layer, z):
        for k in range(layer, len(weights)):
            if k > layer:
                z = zs[k] + (h - representations[k]) @ weights[k]
            h = np.tanh(z) if activation == "tanh" else np.where(z.real > 0, z, 0)
        return (d * z).sum()

    for k in range(len(weights)):
        for place in np.ndindex(weights[k].shape):
            step = np.zeros(zs[k].shape, complex)
            step[:, place[1]] = 1e-30j * representations[k][:, place[0]]
            dweights[k][place] = value(k, zs[k] + step).imag / 1e-30
        for j in range(weights[k].shape[1]):
            step = np.zeros(zs[k].shape, complex)
            step[:, j] = 1e-30j
            dbiases[k][j] = value(k, zs[k] + step).imag / 1e-30
    return dweights, dbiases
