def differ(table):
    return [(a, b) for a in table for b in table if table[a][2] > table[b][0]]
