def weight_shapes(sizes):
    return list(zip(sizes, sizes[1:]))[:-1]
