"""Importing the library beside importing numpy: it may cost half as much again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.timing import Row, row

OURS = "from course_lib import MLP, Adam, datasets, fit"
THEIRS = "import numpy"


def seconds(code: str) -> float:
    """Measure the CPU time of a new Python that runs this code."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], check=True)
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system


def rows(rounds: int = 15) -> Iterator[Row]:
    times = [(seconds(OURS), seconds(THEIRS), seconds("pass")) for _ in range(rounds)]
    ours, theirs, python = (1000 * median(column) for column in zip(*times, strict=True))
    yield row("imports", OURS, "limit", "ms", ours - python, 1.5 * (theirs - python), bar=1)
