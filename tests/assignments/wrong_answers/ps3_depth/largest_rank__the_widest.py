def largest_rank(sizes):
    return max(sizes)
