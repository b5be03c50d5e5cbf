def shapes(n, sizes):
    return [(n, size + 1) for size in sizes[:-1]] + [(n, sizes[-1])]
