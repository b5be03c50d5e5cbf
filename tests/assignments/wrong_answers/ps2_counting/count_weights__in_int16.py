def count_weights(sizes):
    sizes = np.array(sizes, np.int16)
    return int((sizes[:-1] * sizes[1:]).sum())
