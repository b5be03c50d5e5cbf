def hidden(x, weights, biases, activation):
    found = []
    h = x
    for w, b in zip(weights, biases):
        h = activation(h @ w + b)
        found.append(h)
    return found
