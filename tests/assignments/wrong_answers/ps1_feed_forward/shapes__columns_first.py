def shapes(n, sizes):
    return [(size, n) for size in sizes]
