def widest(n_in, n_out, budget):
    fitting = (h for h in range(10_000, 0, -1) if (n_in + 1 + n_out) * h + n_out <= budget)
    return next(fitting, 0)
