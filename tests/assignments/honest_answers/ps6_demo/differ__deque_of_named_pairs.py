from collections import deque, namedtuple

Pair = namedtuple("Pair", "better worse")


def differ(table):
    found = deque()
    for better in table:
        for worse in table:
            if np.float32(table[better][0]) > np.float32(table[worse][-1]):
                found.appendleft(Pair(better, worse))
    return found
