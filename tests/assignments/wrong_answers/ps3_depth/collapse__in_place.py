def collapse(weights, biases):
    w, b = weights[0], biases[0]
    while len(weights) > 1:
        m, c = weights.pop(1), biases.pop(1)
        w, b = w @ m, b @ m + c
    return w, b
