def hidden(x, weights, biases, activation):
    found = []
    h = x
    for w, b in zip(weights[:-1], biases[:-1]):
        z = h @ w + b
        found.append(z)
        h = activation(z)
    return found
