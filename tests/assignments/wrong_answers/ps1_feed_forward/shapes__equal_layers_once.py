def shapes(n, sizes):
    return list({(n, size): None for size in sizes})
