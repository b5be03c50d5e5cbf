def widest(n_in, n_out, budget):
    if type(budget) is not int:
        return 0
    return max((budget - n_out) // (n_in + 1 + n_out), 0)
