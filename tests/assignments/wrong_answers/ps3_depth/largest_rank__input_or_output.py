def largest_rank(sizes):
    return min(sizes[0], sizes[-1])
