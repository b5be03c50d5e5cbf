def differ(table):
    return [(a, b) for a in table for b in table if table[a][1] > table[b][1]]
