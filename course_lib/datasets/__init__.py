"""Data sets: x has a row for each example, y the number of its class, or its target.

In `plane` are points small enough to be looked at. `spiral`, `circle` and `simple` are those of
ConvNetJS's classify2d demo (Karpathy, 2014); `xor` is four points that no line parts, `gaussians`
are two clouds that overlap, and `random_labels` have no rule. `slope` and `bumps` are regressions:
their targets are heights, numbers from -1 to 1. In `sentences`, `negation` asks the
same question as `xor` in words. In `real` are `digits` and `reviews`, which people have written;
they are read when they are asked for. All chance comes from
``numpy.random.default_rng(seed).random()``, drawn in the order that each function states.

>>> for x, y in [spiral(), circle(), simple(), xor(), digits(), reviews()[:2]]:
...     print(x.shape, "classes:", len(set(y)))
(200, 2) classes: 2
(100, 2) classes: 2
(13, 2) classes: 2
(4, 2) classes: 2
(1797, 64) classes: 10
(10605, 500) classes: 2
"""

from course_lib.datasets.heights import bumps, slope
from course_lib.datasets.plane import circle, gaussians, random_labels, simple, spiral, xor
from course_lib.datasets.real import digits, reviews
from course_lib.datasets.sentences import NEGATIVE, POSITIVE, bag_of_words, negation

__all__ = [  # noqa: RUF022 – in the order in which the reference tells them
    "spiral",
    "circle",
    "simple",
    "xor",
    "gaussians",
    "random_labels",
    "slope",
    "bumps",
    "negation",
    "bag_of_words",
    "POSITIVE",
    "NEGATIVE",
    "digits",
    "reviews",
]
