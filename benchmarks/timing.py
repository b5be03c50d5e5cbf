"""CPU time, ours and theirs by turns, so that a busy machine slows both alike."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

Row = dict[str, Any]  # a line of a table


def side_by_side(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int = 31,
    seconds: float = 0.01,
) -> tuple[float, float]:
    """Return the median CPU time of one call of each function, in seconds; the turns are short."""
    times: tuple[list[float], list[float]] = ([], [])
    calls = [_calls(f, seconds) for f in (ours, theirs)]
    for _ in range(rounds):
        for f, n, of_f in zip((ours, theirs), calls, times, strict=True):
            start = time.process_time()
            for _ in range(n):
                f()
            of_f.append((time.process_time() - start) / n)
    return median(times[0]), median(times[1])


def row(
    table: str,
    workload: str,
    peer: str,
    unit: str,
    ours: float,
    theirs: float,
    bar: float | None = None,
) -> Row:
    """Make a line of a table; the ratio says how many times faster ours is."""
    return {
        "table": table,
        "workload": workload,
        "peer": peer,
        "ratio": round(theirs / ours, 3),
        "bar": bar,
        "unit": unit,
        "ours": round(ours, 2),
        "theirs": round(theirs, 2),
    }


def _calls(f: Callable[[], object], seconds: float) -> int:
    """Find how many calls take about so many seconds once warm: PyTorch's first one is slow."""
    for _ in range(3):
        f()
    n = 1
    while True:
        start = time.process_time()
        for _ in range(n):
            f()
        if time.process_time() - start > seconds / 2:
            return n
        n *= 2
