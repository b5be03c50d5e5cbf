def largest_rank(sizes):
    return np.min(np.asarray(sizes))
