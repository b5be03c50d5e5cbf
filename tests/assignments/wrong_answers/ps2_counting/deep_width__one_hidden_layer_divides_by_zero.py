def deep_width(n_in, n_out, depth, budget):
    a, b, c = depth - 1, n_in + n_out + depth, n_out - budget
    if c > 0:
        return 0
    return int(((b * b - 4 * a * c) ** 0.5 - b) / (2 * a) + 1e-9)
