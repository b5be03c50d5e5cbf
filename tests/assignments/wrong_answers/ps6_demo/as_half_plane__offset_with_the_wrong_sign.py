def as_half_plane(net):
    weight, bias = np.eye(2), np.zeros(2)
    for w, b in zip(net.weights, net.biases):
        weight, bias = weight @ w, bias @ w + b
    return weight[:, 1] - weight[:, 0], bias[1] - bias[0]
