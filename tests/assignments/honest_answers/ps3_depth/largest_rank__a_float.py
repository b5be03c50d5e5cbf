def largest_rank(sizes):
    narrowest = np.inf
    for a, b in zip(sizes, sizes[1:]):
        narrowest = min(narrowest, float(a), float(b))
    return np.float32(narrowest)
