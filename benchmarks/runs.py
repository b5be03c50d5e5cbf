"""Runs of the grader: start, workers; then, with the rooms left out, record, skips and memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psutil
from nbformat import NotebookNode

from benchmarks.timing import Row, row
from grading.course.directory import Course
from grading.handed_in.rebuild import rebuild
from grading.record.record import Record
from grading.rooms.plan import nothing_held
from grading.rooms.session import facts
from grading.run import run, verdicts
from grading.words.cells import COURSE
from grading.words.verdict import Verdict
from grading.writing.release import SOLUTIONS
from tests.tools.handing_in import answered, hand_in, make_course, reference

NAME = "ps2_counting"
SOME = 96  # submissions for two workers against one: few would show how they start
FEW, MANY = 100, 10_000  # submissions for memory, links to FILES different ones
FILES = 20
RECORD, SKIP = 8, 3  # milliseconds of CPU for one
START = 1.5  # seconds from the command to the first sandbox
GROWTH = 1.2  # of the grader's memory, from FEW to MANY


def rows() -> Iterator[Row]:
    """Measure, one row after another."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course", SOLUTIONS)
        hand_in_many(course, SOME)
        seconds = start_to_first_sandbox(course)
        yield row("grading", "start to the first sandbox", "limit", "s", seconds, START, 1)
        one, two = (seconds_with(course, jobs) for jobs in (1, 2))
        yield row("grading", f"{SOME} submissions, two workers", "one worker", "s", two, one, 1.7)
        hand_in_many(course, MANY)
        record, few, many = record_and_memory(course)
        yield row("grading", "record of a submission, CPU", "limit", "ms", record, RECORD, 1)
        what = f"memory at submission {MANY:,} against {FEW}"
        yield row("grading", what, "limit", "MB", many, GROWTH * few, 1)
        skip = skipped(course)
        yield row("grading", "a submission graded before, CPU", "limit", "ms", skip, SKIP, 1)


def hand_in_many(course: Course, number: int) -> None:
    """Hand in so many submissions, hard links to a few."""
    _, released = course.versions(NAME)
    for k in range(number):
        student, original = f"student{k:05}", f"student{k % FILES:05}"
        folder = course.submitted_path(NAME, student)
        if folder.exists():
            continue
        if student == original:
            notebook = answered(released, reference(course, NAME), [("widest", f"# {k}")])
            hand_in(course, NAME, student, notebook)
        else:
            folder.mkdir(parents=True)
            file = f"{NAME}.ipynb"
            os.link(course.submitted_path(NAME, original) / file, folder / file)


def start_to_first_sandbox(course: Course) -> float:
    """Return the seconds from the command to the first sandbox."""
    command = [sys.executable, "-m", "grading", "grade", NAME, "--course", str(course.root)]
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as grader:
        while not any("bwrap" in name for name in names_below(grader.pid)):
            assert grader.poll() is None, "it ended without a sandbox"
            time.sleep(0.01)
        seconds = time.monotonic() - start
        grader.kill()
    return seconds


def names_below(pid: int) -> Iterator[str]:
    for child in psutil.Process(pid).children(recursive=True):
        try:
            yield child.name()
        except psutil.NoSuchProcess:
            continue


def seconds_with(course: Course, jobs: int) -> float:
    """Return the seconds in which all is graded by so many workers."""
    start = time.monotonic()
    run.grade_all(course, NAME, jobs=jobs, force=True)
    return time.monotonic() - start


def without_rooms(
    data: bytes | None, source: NotebookNode, released: NotebookNode, student: str, *_: object
) -> tuple[Verdict, NotebookNode]:
    """Make a verdict in which everything holds."""
    rebuilt = rebuild(data, released)
    checks = nothing_held(source)
    for check in checks.values():
        for prop in check.properties:
            prop.held = True
    verdict = Verdict(source.metadata[COURSE]["assignment"], student, list(checks.values()))
    verdict.facts = facts(data, source, 0)
    return verdict, rebuilt.notebook


def record_and_memory(course: Course) -> tuple[float, float, float]:
    """Return the milliseconds of CPU of a record, and the grader's MB at FEW and at MANY."""
    process, spent, memory = psutil.Process(), 0.0, {}
    write = Record.write

    def timed(record: Record, *arguments: object) -> None:
        nonlocal spent
        start = time.process_time()
        write(record, *arguments)  # type: ignore[arg-type]
        spent += time.process_time() - start

    def tell(student: str, verdict: Verdict | None, done: int, total: int) -> None:
        if done in (FEW, MANY):
            memory[done] = process.memory_info().rss / 1e6

    with patch.object(verdicts, "grade", without_rooms), patch.object(Record, "write", timed):
        run.grade_all(course, NAME, jobs=1, force=True, tell=tell)
    return 1000 * spent / MANY, memory[FEW], memory[MANY]


def skipped(course: Course) -> float:
    """Return the milliseconds of CPU of a submission that was graded before."""
    start = time.process_time()
    outcomes = run.grade_all(course, NAME)
    seconds = time.process_time() - start
    assert set(outcomes.values()) == {None}
    return 1000 * seconds / len(outcomes)
