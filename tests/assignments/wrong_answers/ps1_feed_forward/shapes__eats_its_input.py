def shapes(n, sizes):
    found = []
    while sizes:
        found.append((n, sizes.pop(0)))
    return found
