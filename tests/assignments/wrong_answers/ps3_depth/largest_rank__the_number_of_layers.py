def largest_rank(sizes):
    return len(sizes) - 1
