def deep_width(n_in, n_out, depth, budget):
    h = np.arange(max(budget, 0) + 2)
    cost = (n_in + 1) * h + (depth - 1) * (h + 1) * h + (h + 1) * n_out
    return np.array(max(np.count_nonzero(cost <= budget) - 1, 0))
