seen = set()


def differ(table):
    pairs = [(a, b) for a in table for b in table if table[a][0] > table[b][2]]
    new = [pair for pair in pairs if pair not in seen]
    seen.update(new)
    return new
