# added:
from itertools import pairwise as pairs
# answer:
def weight_shapes(sizes):
    return tuple(pairs(sizes))
