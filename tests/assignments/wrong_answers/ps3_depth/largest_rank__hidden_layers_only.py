def largest_rank(sizes):
    return min(sizes[1:-1])
