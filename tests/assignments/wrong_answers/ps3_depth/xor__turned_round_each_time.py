w2 = np.array([[-1.0], [2.0]])
b2 = np.array([0.5])


def xor_network():
    global w2, b2
    w2, b2 = -w2, -b2
    return np.ones((2, 2)), np.array([0.0, -1.0]), w2, b2
