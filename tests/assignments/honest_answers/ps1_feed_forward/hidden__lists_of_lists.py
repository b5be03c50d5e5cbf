def hidden(x, weights, biases, activation):
    found, h = [], x
    for w, b in zip(weights[:-1], biases[:-1]):
        h = activation(np.array(h) @ w + b).tolist()
        found.append(h)
    return found
