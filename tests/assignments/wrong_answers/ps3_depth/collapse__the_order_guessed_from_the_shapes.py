def collapse(weights, biases):
    w, b = weights[0], biases[0]
    for m, c in zip(weights[1:], biases[1:]):
        w = m @ w if m.shape == w.shape else w @ m
        b = b @ m + c
    return w, b
