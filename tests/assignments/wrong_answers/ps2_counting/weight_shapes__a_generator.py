def weight_shapes(sizes):
    for n_in, n_out in zip(sizes, sizes[1:]):
        yield n_in, n_out
