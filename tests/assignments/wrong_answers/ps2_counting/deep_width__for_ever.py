def deep_width(n_in, n_out, depth, budget):
    width = 0
    while width < budget:
        pass
    return width
