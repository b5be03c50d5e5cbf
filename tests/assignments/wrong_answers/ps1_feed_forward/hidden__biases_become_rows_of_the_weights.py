def hidden(x, weights, biases, activation):
    found, h = [], x
    for k in range(len(weights) - 1):
        weights[k] = np.vstack([weights[k], biases[k]])
        h = activation(np.hstack([h, np.ones((len(h), 1))]) @ weights[k])
        found.append(h)
    return found
