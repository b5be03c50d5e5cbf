def weight_shapes(sizes):
    shapes = []
    for i in range(len(sizes) - 1):
        shapes.append([sizes[i], sizes[i + 1]])
    return shapes
