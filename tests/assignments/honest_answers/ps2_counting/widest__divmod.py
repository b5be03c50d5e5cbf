def widest(n_in, n_out, budget):
    if budget < n_out:
        return 0
    return divmod(budget - n_out, n_in + n_out + 1)[0]
