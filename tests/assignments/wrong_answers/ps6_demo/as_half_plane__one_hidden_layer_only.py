def as_half_plane(net):
    if len(net.weights) == 1:
        w, b = net.weights[0], net.biases[0]
    else:
        w = net.weights[0] @ net.weights[1]
        b = net.biases[0] @ net.weights[1] + net.biases[1]
    return w[:, 1] - w[:, 0], b[0] - b[1]
