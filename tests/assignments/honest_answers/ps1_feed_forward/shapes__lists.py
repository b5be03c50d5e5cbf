def shapes(n, sizes):
    out = []
    for s in sizes:
        out.append([n, s])
    return out
