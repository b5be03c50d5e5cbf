def deep_width(n_in, n_out, depth, budget):
    return max((budget - n_out) // (depth * (n_in + 1 + n_out)), 0)
