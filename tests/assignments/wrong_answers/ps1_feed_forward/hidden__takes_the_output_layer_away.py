def hidden(x, weights, biases, activation):
    weights.pop()
    biases.pop()
    found = []
    h = x
    for w, b in zip(weights, biases):
        h = activation(h @ w + b)
        found.append(h)
    return found
