def count_parameters(sizes, output_bias=False):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return weights + sum(sizes[1:] if output_bias else sizes[1:-1])
