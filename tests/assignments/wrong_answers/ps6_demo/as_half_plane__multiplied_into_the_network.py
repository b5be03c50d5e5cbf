def as_half_plane(net):
    w, b = net.weights[0].copy(), net.biases[0]
    for matrix, bias in zip(net.weights[1:], net.biases[1:]):
        w = w @ matrix
        b = b @ matrix
        b += bias
    bias = net.biases[-1]
    bias -= bias[0]  # only the difference counts
    if len(net.weights) == 1:
        b = bias
    return w[:, 1] - w[:, 0], b[0] - b[1]
