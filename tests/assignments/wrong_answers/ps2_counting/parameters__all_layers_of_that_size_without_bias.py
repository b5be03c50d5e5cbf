def count_parameters(sizes, output_bias=True):
    total = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return total + sum(n for n in sizes[1:] if output_bias or n != sizes[-1])
