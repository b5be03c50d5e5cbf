def weight_shapes(sizes):
    return [(a, b) for a, b in zip(sizes, sizes[1:]) if a != b]
