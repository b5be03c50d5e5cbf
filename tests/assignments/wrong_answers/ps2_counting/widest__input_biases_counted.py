def widest(n_in, n_out, budget):
    return max((budget - n_out - n_in) // (n_in + 1 + n_out), 0)
