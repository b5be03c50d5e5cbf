def hidden(x, weights, biases, activation):
    return [activation(x @ w + b) for w, b in zip(weights[:1], biases[:1])] * (len(weights) - 1)
