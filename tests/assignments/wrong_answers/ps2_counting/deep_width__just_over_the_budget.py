def deep_width(n_in, n_out, depth, budget):
    width = 0
    while (n_in + 1) * width + (depth - 1) * (width + 1) * width + (width + 1) * n_out <= budget:
        width += 1
    return width
