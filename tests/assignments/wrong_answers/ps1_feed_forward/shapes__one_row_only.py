def shapes(n, sizes):
    return [(1, size) for size in sizes]
