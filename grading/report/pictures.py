"""The pictures of the page: where the bars of a histogram stand."""

import math
from collections import Counter
from typing import NamedTuple

WIDTH, HEIGHT = 400.0, 120.0  # of the place for the bars
MOST_BARS = 20


class Bar(NamedTuple):
    """A bar: its place in the picture, the points from which to which it counts, how many."""

    x: float
    y: float
    width: float
    height: float
    low: float
    high: float
    students: int


def histogram(scores: Counter[float], max_score: float) -> list[Bar]:
    """Lay out the histogram of some scores.

    Each bar counts from its low end up to the next bar's, which is not in it; the last one holds
    full marks alone where there is a bar for each point.

    >>> [(bar.low, bar.students) for bar in histogram(Counter({0.0: 1, 1.5: 2, 2.0: 3}), 2)]
    [(0.0, 1), (1.0, 2), (2.0, 3)]

    Parameters
    ----------
    scores : Counter
        From points to how many have them.
    max_score : float
        The most that can be reached; above 0.
    """
    step = max(1, math.ceil(max_score / (MOST_BARS - 1)))
    bars = math.floor(max_score / step) + 1
    students = [0] * bars
    for score, n in scores.items():
        students[min(int(score / step), bars - 1)] += n
    most, width = max(students), WIDTH / bars
    return [
        Bar(
            n * width,
            HEIGHT * (1 - count / most),
            width,
            HEIGHT * count / most,
            float(n * step),
            min(float((n + 1) * step), max_score),
            count,
        )
        for n, count in enumerate(students)
    ]
