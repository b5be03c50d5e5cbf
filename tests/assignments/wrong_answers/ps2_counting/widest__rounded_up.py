def widest(n_in, n_out, budget):
    return max(-((n_out - budget) // (n_in + 1 + n_out)), 0)
