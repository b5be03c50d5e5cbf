def deep_width(n_in, n_out, depth, budget):
    def cost(h):
        return (n_in + 1) * h + (depth - 1) * (h + 1) * h + (h + 1) * n_out

    width = 1
    while cost(width + 1) <= budget:
        width += 1
    return width
