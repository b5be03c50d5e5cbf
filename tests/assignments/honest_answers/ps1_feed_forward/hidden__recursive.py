def hidden(x, weights, biases, activation):
    if len(weights) == 1:
        return []
    h = activation(x @ weights[0] + biases[0])
    return [h] + hidden(h, weights[1:], biases[1:], activation)
