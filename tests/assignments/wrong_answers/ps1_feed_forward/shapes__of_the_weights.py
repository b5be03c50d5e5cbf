def shapes(n, sizes):
    return list(zip(sizes, sizes[1:]))
