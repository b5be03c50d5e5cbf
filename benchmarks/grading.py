"""One submission through the two rooms: the reference of each assignment, against a limit."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import nbformat

from benchmarks.timing import Row, row
from grading.rooms.session import grade
from grading.writing.release import SOLUTIONS
from tests.tools.handing_in import answered, make_course, reference

LIMITS = {"ps6_demo": 30}  # seconds; 10 for every other one: ps6 trains many networks


def rows(rounds: int = 3) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course", SOLUTIONS)
        for name in course.assignments():
            source, student = course.versions(name)
            work = nbformat.writes(answered(student, reference(course, name))).encode()
            times = []
            for _ in range(rounds):
                start = time.monotonic()
                verdict, _ = grade(work, source, student, "ada", bytes(32))
                times.append(time.monotonic() - start)
                assert verdict.score == verdict.max_score, verdict.as_dict()
            limit = LIMITS.get(name, 10)
            yield row("grading", f"reference of {name}", "limit", "s", median(times), limit, 1)
