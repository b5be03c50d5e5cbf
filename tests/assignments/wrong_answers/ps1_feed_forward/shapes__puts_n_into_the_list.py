def shapes(n, sizes):
    sizes.insert(0, n)
    return [(sizes[0], size) for size in sizes[1:]]
