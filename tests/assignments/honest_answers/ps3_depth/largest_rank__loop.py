def largest_rank(sizes):
    narrowest = sizes[0]
    for size in sizes:
        if size < narrowest:
            narrowest = size
    return narrowest
