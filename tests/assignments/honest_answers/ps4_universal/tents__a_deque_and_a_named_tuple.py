# added:
from collections import deque, namedtuple

Deep = namedtuple("Deep", "weights biases")
# answer:
def tents(k):
    found = Deep(deque([[[2], [-4]]]), deque([[0]]))
    for layer in reversed(range(k)):
        found.weights.appendleft([[1, 1]] if layer == 0 else [[2, 2], [-4, -4]])
        found.biases.appendleft([0, -0.5])
    return found
