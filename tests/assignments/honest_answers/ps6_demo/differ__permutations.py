from itertools import permutations


def differ(table):
    return {(a, b) for a, b in permutations(table, 2) if min(table[a]) > max(table[b])}
