def shapes(n, sizes):
    return [(n, size) for size in sizes[1:]]
