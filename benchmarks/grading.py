"""The two rooms: each assignment's reference, and a call back over the wall, against a limit."""

import os
import resource
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import nbformat

from benchmarks import plain, runs
from benchmarks.timing import Row, row
from grading.rooms.inside.wall import Peer
from grading.rooms.session import grade
from grading.writing.release import SOLUTIONS
from sandbox.linux import current_core, stay_on
from tests.tools.handing_in import answered, make_course, reference

LIMITS = {"ps6_demo": 30}  # seconds; 10 for every other one: ps6 trains many networks
CALL_BACK = 100  # microseconds of CPU, both sides together


def rows(rounds: int = 3) -> Iterator[Row]:
    """Measure, one row after another."""
    call = median(call_back() for _ in range(rounds))
    yield row("grading", "a scalar call back over the wall, CPU", "limit", "µs", call, CALL_BACK, 1)
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
    yield from plain.rows()
    yield from runs.rows()


def call_back(calls: int = 10_000) -> float:
    """Return the CPU time of one call of the student's to a function of the tests', in µs."""

    def many(f: Callable[[float], float], n: int) -> float:
        return sum(f(0.5 * k) for k in range(n))

    ours, theirs = socket.socketpair()
    cores = os.sched_getaffinity(0)
    stay_on(current_core())  # as the rooms do
    child = os.fork()
    if child == 0:
        ours.close()
        Peer(theirs, {"many": many}, trusted=True).serve()
        os._exit(0)
    theirs.close()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    Peer(ours).get("many")(lambda x: 2 * x, calls)
    mine = time.process_time() - start
    ours.close()
    os.waitpid(child, 0)
    os.sched_setaffinity(0, cores)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    his = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    return 1e6 * (mine + his) / calls
