def shapes(n, sizes):
    return [(n, size) for size in sizes if type(size) is int]
