def differ(table):
    names = list(table)
    pairs = [(names[i], names[j]) for i in range(len(names)) for j in range(i)]
    return [(a, b) for a, b in pairs if table[a][0] > table[b][2]]
