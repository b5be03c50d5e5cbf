# added:
from fractions import Fraction
# answer:
def count_weights(sizes):
    pairs = [(Fraction(a + b) ** 2 - a * a - b * b) / 2 for a, b in zip(sizes, sizes[1:])]
    return sum(pairs)
