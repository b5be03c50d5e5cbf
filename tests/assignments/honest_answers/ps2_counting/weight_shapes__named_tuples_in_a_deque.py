# added:
from collections import deque, namedtuple

Matrix = namedtuple("Matrix", ["rows", "columns"])
# answer:
def weight_shapes(sizes):
    return deque(map(Matrix, sizes[:-1], sizes[1:]))
