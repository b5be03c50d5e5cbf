def count_weights(sizes):
    return int(np.prod(sizes))
