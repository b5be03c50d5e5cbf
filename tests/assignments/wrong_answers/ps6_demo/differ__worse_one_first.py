def differ(table):
    return [(b, a) for a in table for b in table if table[a][0] > table[b][2]]
