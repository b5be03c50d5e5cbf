def differ(table):
    pairs = []
    while table:
        better = max(table, key=lambda name: table[name][0])
        row = table.pop(better)
        pairs += [(better, worse) for worse in table if table[worse][2] < row[0]]
    return pairs
