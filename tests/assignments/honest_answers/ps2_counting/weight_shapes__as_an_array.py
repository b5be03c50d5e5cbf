def weight_shapes(sizes):
    return np.stack([sizes[:-1], sizes[1:]], axis=1)
