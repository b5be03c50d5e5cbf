def largest_rank(sizes):
    narrowest = sizes.pop()
    while sizes:
        narrowest = min(narrowest, sizes.pop())
    return narrowest
