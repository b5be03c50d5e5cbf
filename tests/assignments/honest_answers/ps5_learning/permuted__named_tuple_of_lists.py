from collections import namedtuple

Network = namedtuple("Network", ["w1", "b1", "w2", "b2"])


def permuted(w1, b1, w2, b2, order):
    columns = [w1[:, old].tolist() for old in order]
    rows = [w2[old].tolist() for old in order]
    return Network([list(row) for row in zip(*columns)], [b1[old] for old in order], rows, b2)
