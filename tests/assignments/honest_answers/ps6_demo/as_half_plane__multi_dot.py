def as_half_plane(net):
    stacked = []
    for w, b in zip(net.weights, net.biases):
        block = np.zeros((w.shape[0] + 1, w.shape[1] + 1))
        block[:-1, :-1], block[-1, :-1], block[-1, -1] = w, b, 1
        stacked.append(block)
    whole = stacked[0] if len(stacked) == 1 else np.linalg.multi_dot(stacked)
    difference = whole[:, 1] - whole[:, 0]
    return difference[:2], -difference[2]
