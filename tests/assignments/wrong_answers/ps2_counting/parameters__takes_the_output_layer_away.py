def count_parameters(sizes, output_bias=True):
    last = sizes.pop()
    total = sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
    return total + (sizes[-1] + bool(output_bias)) * last
