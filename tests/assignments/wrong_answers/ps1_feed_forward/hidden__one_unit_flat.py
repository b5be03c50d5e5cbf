def hidden(x, weights, biases, activation):
    found, h = [], x
    for w, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ w + b)
        found.append(h[:, 0] if len(b) == 1 else h)
    return found
