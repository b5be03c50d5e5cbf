def differ(table):
    names = sorted(table, key=lambda name: table[name])
    return [(a, b) for b, a in zip(names, names[1:]) if table[a][0] > table[b][2]]
