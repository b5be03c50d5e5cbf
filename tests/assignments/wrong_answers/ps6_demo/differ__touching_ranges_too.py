def differ(table):
    return [(a, b) for a in table for b in table if a != b and table[a][0] >= table[b][2]]
