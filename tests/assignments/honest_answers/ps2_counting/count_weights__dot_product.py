def count_weights(sizes):
    return np.dot(sizes[:-1], sizes[1:])
