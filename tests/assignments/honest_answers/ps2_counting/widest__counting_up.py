def widest(n_in, n_out, budget):
    width = 0
    while (n_in + 1) * (width + 1) + (width + 2) * n_out <= budget:
        width += 1
    return width
