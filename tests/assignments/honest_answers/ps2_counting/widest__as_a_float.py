def widest(n_in, n_out, budget):
    return max(np.floor((budget - n_out) / (n_in + 1 + n_out)), 0.0)
