def collapse(weights, biases):
    w, b = weights[-1].T, biases[-1]
    for m in weights[-2::-1]:
        w = w @ m.T
    return w, b
