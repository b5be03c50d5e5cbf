def widest(n_in, n_out, budget):
    return max((budget - n_out) // (2 * n_in + 1), 0)
