def weight_shapes(sizes):
    return list(dict(zip(sizes, sizes[1:])).items())
