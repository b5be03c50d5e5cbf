def hidden(x, weights, biases, activation):
    found, by_size = [], {}
    h = x
    for w, b in zip(weights[:-1], biases[:-1]):
        out = by_size.setdefault(len(b), np.empty((len(x), len(b))))
        out[...] = activation(h @ w + b)
        found.append(out)
        h = out
    return found
