def weight_shapes(sizes):
    import numpy

    return [numpy.zeros((a, b)).shape for a, b in zip(sizes[:-1], sizes[1:])]
