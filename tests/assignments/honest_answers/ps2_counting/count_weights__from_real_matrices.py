def count_weights(sizes):
    return sum(np.ones((a, b)).size for a, b in zip(sizes, sizes[1:]))
