def weight_shapes(sizes):
    return [(n_in + 1, n_out) for n_in, n_out in zip(sizes, sizes[1:])]
