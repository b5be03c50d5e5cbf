# added:
def by_best(table):
    return sorted(table, key=lambda name: table[name][2])
# answer:
def differ(table):
    pairs = []
    names = by_best(table)
    for better in names:
        for worse in names:
            if table[worse][2] >= table[better][0]:
                break
            pairs.append((better, worse))
    return tuple(pairs)
