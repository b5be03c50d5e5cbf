import collections

Parameters = collections.namedtuple("Parameters", ["weights", "biases"])


def initial(sizes, activation, seed):
    rng, net = np.random.default_rng(seed), Parameters([], collections.deque())
    for rows, columns in zip(sizes[:-1], sizes[1:]):
        u, v = rng.random((2, rows, columns))
        normal = np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * v)
        net.weights.append(np.float32(normal * np.sqrt((1 + (activation == "relu")) / rows)))
        net.biases.append(np.zeros(columns, np.float32))
    return net
