def shapes(n, sizes):
    return [(max(n, 1), size) for size in sizes]
