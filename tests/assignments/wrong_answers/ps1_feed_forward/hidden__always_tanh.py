def hidden(x, weights, biases, activation):
    found = []
    h = x
    for w, b in zip(weights[:-1], biases[:-1]):
        h = np.tanh(h @ w + b)
        found.append(h)
    return found
