def hidden(x, weights, biases, activation):
    found, h = [], x.astype("float32")
    for w, b in zip(weights[:-1], biases[:-1]):
        h = activation(h @ w.astype("float32") + b.astype("float32"))
        found.append(h)
    return found
