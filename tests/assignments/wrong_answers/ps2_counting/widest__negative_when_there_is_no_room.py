def widest(n_in, n_out, budget):
    return (budget - n_out) // (n_in + 1 + n_out)
