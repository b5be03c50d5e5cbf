def as_half_plane(net):
    outputs = net.forward([[0, 0], [1, 0], [0, 1]])
    d = outputs[:, 1] - outputs[:, 0]
    return d[1:], -d[0]
