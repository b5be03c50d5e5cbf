def count_parameters(sizes, output_bias=True):
    total = 0
    for layer in range(1, len(sizes)):
        total += sizes[layer - 1] * sizes[layer]
        if layer < len(sizes) - 1 or output_bias:
            total += sizes[layer]
    return total
