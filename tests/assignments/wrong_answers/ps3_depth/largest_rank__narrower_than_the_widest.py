def largest_rank(sizes):
    return min(n for n in sizes if n < max(sizes))
