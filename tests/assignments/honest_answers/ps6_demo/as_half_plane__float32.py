def as_half_plane(net):
    w, b = np.eye(2, dtype=np.float32), np.zeros(2, np.float32)
    for matrix, bias in zip(net.weights, net.biases):
        w = w @ matrix.astype(np.float32)
        b = b @ matrix.astype(np.float32) + bias.astype(np.float32)
    return (w[:, 1] - w[:, 0]), (b[0] - b[1])
