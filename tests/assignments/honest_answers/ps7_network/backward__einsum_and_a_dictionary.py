def backward(representations, d, weights, activation):
    found = {}
    for k in sorted(range(len(weights)), reverse=True):
        h = representations[k]
        found[k] = np.einsum("ni,no->io", h, d), np.einsum("no->o", d)
        if k:
            d = np.einsum("no,io->ni", d, weights[k])
            d = np.where(h > 0, d, 0.0) if activation == "relu" else d / np.cosh(np.arctanh(h)) ** 2 if np.all(abs(h) < 0.99) else d * (1 - h**2)
    return [found[k][0] for k in sorted(found)], [found[k][1] for k in sorted(found)]
