def weight_shapes(sizes):
    return [(sizes[0], n_out) for n_out in sizes[1:]]
