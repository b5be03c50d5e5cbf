"""The two rooms beside plain nbgrader: the same submissions, the same scores, CPU of all processes.

Of ours, what each part takes is told apart: the student's room (cells, copies, keeper), the tests'
room, and the grader itself; what the record takes is a row of its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil

from benchmarks.timing import Row, row
from grading.course.directory import Course
from grading.rooms import ready
from grading.rooms.session import grade
from grading.writing.release import SOLUTIONS
from tests.tools.handing_in import answered, hand_in, make_course, reference, released

BARS = {"ps1_feed_forward": 5.0, "ps5_learning": 2.5}
SUBMISSIONS = 10


def rows() -> Iterator[Row]:
    """Measure, one assignment after another."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course", SOLUTIONS)
        for name, bar in BARS.items():
            notebook = answered(released(course, name), reference(course, name))
            for n in range(SUBMISSIONS):
                hand_in(course, name, f"student{n}", notebook)
            parts = ours(course, name, nbformat.writes(notebook).encode())
            theirs = plain(course, name)
            what = f"a submission of {name}, CPU"
            yield row("grading", what, "plain nbgrader", "ms", sum(parts.values()), theirs, bar)
            for part, taken in parts.items():
                yield row("grading", f"  of that {part}", "plain nbgrader", "ms", taken, theirs)


def ours(course: Course, name: str, work: bytes) -> dict[str, float]:
    """Grade as many in this process; the CPU time of a submission in each part, in ms."""
    source, student = course.versions(name)

    def graded(n: int) -> None:
        verdict, _ = grade(work, source, student, f"student{n}", course.secret)
        assert verdict.score == verdict.max_score, verdict.as_dict()

    graded(0)  # the rooms stand ready
    before = _parts()
    for n in range(SUBMISSIONS):
        graded(n)
    return {part: 1e3 * (t - before[part]) / SUBMISSIONS for part, t in _parts().items()}


def plain(course: Course, name: str) -> float:
    """Grade all with nbgrader as it comes; the CPU time of a submission in ms."""
    env = os.environ | {
        "PYTHONPATH": str(Path(sys.prefix) / "student"),
        "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}",
        "OPENBLAS_NUM_THREADS": "1",
    }
    line = [f"{sys.prefix}/bin/nbgrader", "autograde", name]
    line += [f"--CourseDirectory.root={course.root}"]
    before = _seconds(resource.getrusage(resource.RUSAGE_CHILDREN))
    subprocess.run(line, cwd=course.root, env=env, capture_output=True, check=True)
    after = _seconds(resource.getrusage(resource.RUSAGE_CHILDREN))
    return 1e3 * (after - before) / SUBMISSIONS


def _parts() -> dict[str, float]:
    """Give the CPU seconds of each part so far, those of ended forks among them."""
    rooms = {"student's room": 0.0, "tests' room": 0.0}
    for which, room in ready.standing().items():
        processes = [psutil.Process(room.pid), *psutil.Process(room.pid).children(recursive=True)]
        part = "tests' room" if which == ready.TESTS else "student's room"
        rooms[part] += sum(sum(process.cpu_times()[:4]) for process in processes)
    return {**rooms, "grader": time.process_time()}


def _seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime
