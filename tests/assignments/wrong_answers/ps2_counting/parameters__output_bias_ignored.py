def count_parameters(sizes, output_bias=True):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
