def as_half_plane(net):
    w, b = np.eye(2), np.zeros(2)
    for matrix, bias in zip(net.weights, net.biases):
        if matrix.shape[0] == matrix.shape[1]:
            matrix = matrix.T
        w, b = w @ matrix, b @ matrix + bias
    return w[:, 1] - w[:, 0], b[0] - b[1]
