def collapse(weights, biases):
    w, b = np.float32(weights[0]), np.float32(biases[0])
    for k in range(1, len(weights)):
        b = b @ np.float32(weights[k]) + np.float32(biases[k])
        w = w @ np.float32(weights[k])
    return w, b
