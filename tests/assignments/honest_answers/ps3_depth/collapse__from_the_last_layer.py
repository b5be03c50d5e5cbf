def collapse(weights, biases):
    w, b = weights[-1], biases[-1]
    for m, c in zip(weights[-2::-1], biases[-2::-1]):
        b = c @ w + b
        w = m @ w
    return w, b
