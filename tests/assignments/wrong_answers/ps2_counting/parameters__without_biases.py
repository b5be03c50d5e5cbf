def count_parameters(sizes, output_bias=True):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
