def count_parameters(sizes, output_bias=True):
    total = sum((a + 1) * b for a, b in set(zip(sizes, sizes[1:])))
    return total if output_bias else total - sizes[-1]
