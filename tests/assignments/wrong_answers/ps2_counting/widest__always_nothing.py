def widest(n_in, n_out, budget):
    return 0
