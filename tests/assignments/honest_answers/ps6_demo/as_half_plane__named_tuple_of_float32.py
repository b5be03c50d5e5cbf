from collections import namedtuple

Edge = namedtuple("Edge", ("normal", "offset"))


def as_half_plane(net):
    first, second = np.float32(net.forward(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))).T
    d = second - first
    return Edge(normal=[d[1] - d[0], d[2] - d[0]], offset=-d[0])
