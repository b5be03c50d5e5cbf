def as_half_plane(net):
    w, b = np.eye(2), np.zeros(2)
    for matrix, bias in zip(net.weights, net.biases):
        w, b = w @ matrix, b @ matrix + (bias if len(bias) > 1 else 0)
    return w[:, 1] - w[:, 0], b[0] - b[1]
