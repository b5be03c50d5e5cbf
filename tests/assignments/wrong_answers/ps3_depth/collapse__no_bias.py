def collapse(weights, biases):
    w = weights[0]
    for next_w in weights[1:]:
        w = w @ next_w
    return w, np.zeros(w.shape[1])
