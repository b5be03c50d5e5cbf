"""Data sets: x has a row for each example, y the number of its class.

In `plane` are points small enough to be looked at. `spiral`, `circle` and `simple` are those of
ConvNetJS's classify2d demo (Karpathy, 2014); `xor` is four points that no line parts. In
`sentences`, `negation` asks the same question as `xor` in words. All chance comes from
``numpy.random.default_rng(seed).random()``, drawn in the order that each function states.

>>> for x, y in [spiral(), circle(), simple(), xor()]:
...     print(x.shape, "classes:", len(set(y)))
(200, 2) classes: 2
(100, 2) classes: 2
(13, 2) classes: 2
(4, 2) classes: 2
"""

from course_lib.datasets.plane import circle, simple, spiral, xor
from course_lib.datasets.sentences import NEGATIVE, POSITIVE, bag_of_words, negation

__all__ = [
    "NEGATIVE",
    "POSITIVE",
    "bag_of_words",
    "circle",
    "negation",
    "simple",
    "spiral",
    "xor",
]
