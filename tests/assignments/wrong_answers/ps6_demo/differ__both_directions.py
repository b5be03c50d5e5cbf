def differ(table):
    pairs = [(a, b) for a in table for b in table if table[a][0] > table[b][2]]
    return pairs + [(b, a) for a, b in pairs]
