def xor_network():
    return [[1, 1], [1, 1]], [0, -1], [[2], [-4]], [-1]
