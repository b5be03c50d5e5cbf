def as_half_plane(net):
    w, b = net.weights[-1], net.biases[-1]
    return w[:2, 1] - w[:2, 0], b[0] - b[1]
