def deep_width(n_in, n_out, depth, budget):
    def fits(h):
        return (n_in + 1) * h + (depth - 1) * (h + 1) * h + (h + 1) * n_out <= budget

    width = 0
    for step in (4096, 1024, 256, 64, 16, 4, 1):
        while fits(width + step):
            width += step
    return width
