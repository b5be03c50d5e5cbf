"""One submission through the two rooms.

submission ──rebuild──▶ notebook ──▶ student's room (sandbox)
                                        ║ wall
             verdict ◀── properties ◀── tests' room
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from nbformat import NotebookNode

from grading.handed_in.rebuild import rebuild
from grading.rooms.plan import Plan, make_plan, nothing_held
from grading.rooms.processes import lines, memory_watch, pair, process
from grading.rooms.student_box import command
from grading.words.cells import COURSE
from grading.words.errors import CheckError
from grading.words.seeds import checks_digest, digest
from grading.words.text import clean
from grading.words.verdict import CellError, CellRun, Verdict
from sandbox.errors import NoSandbox
from sandbox.limits import Limits

CHECKOUT = Path(__file__).resolve().parents[2]


def grade(
    submission: bytes | None,
    source: NotebookNode,
    released: NotebookNode,
    student: str,
    secret: bytes,
    limits: Limits | None = None,
) -> tuple[Verdict, NotebookNode]:
    """Grade one submission.

    Parameters
    ----------
    submission : bytes or None
        The notebook that was handed in, whatever it looks like.
    source : nbformat.NotebookNode
        The instructor's notebook, with the hidden properties.
    released : nbformat.NotebookNode
        The notebook that students got.
    student : str
        Who handed it in; enters the seeds.
    secret : bytes
        The course's secret, from which the seeds are drawn.
    limits : Limits

    Returns
    -------
    (Verdict, nbformat.NotebookNode)
        The verdict, and the rebuilt notebook.

    Raises
    ------
    sandbox.errors.NoSandbox
        If there is no sandbox: then nothing is graded.
    """
    limits = limits or Limits()
    started = time.monotonic()
    assignment = source.metadata[COURSE]["assignment"]
    rebuilt = rebuild(submission, released)
    checks = nothing_held(source)
    verdict = Verdict(assignment, student, list(checks.values()), rebuilt.remarks)
    plan = make_plan(rebuilt.notebook, source, released, student, secret)
    with open_rooms(plan, limits) as rooms:
        verdict.cells = rooms.run_cells()
        for result in rooms.run_checks():
            if "broken" in result:
                raise CheckError(f"{assignment}: {result['broken']}")
            for prop in checks[result["check"]].properties:
                if prop.name == result["property"]:
                    prop.held = result["reason"] is None
                    prop.reason = clean(result["reason"] or "")
    verdict.remarks += rooms.remarks
    verdict.facts = facts(submission, source, time.monotonic() - started)
    return verdict, rebuilt.notebook


def not_graded(
    submission: bytes | None, source: NotebookNode, released: NotebookNode, student: str, why: str
) -> tuple[Verdict, NotebookNode]:
    """Make the verdict on a submission that could not be graded: it waits for a person."""
    sentence = clean(f"could not be graded: {why}")
    checks = nothing_held(source)
    for check in checks.values():
        for prop in check.properties:
            prop.reason = sentence
    assignment = source.metadata[COURSE]["assignment"]
    verdict = Verdict(assignment, student, list(checks.values()), [sentence], waits_for=sentence)
    verdict.facts = facts(submission, source, 0)
    return verdict, rebuild(None, released).notebook


def facts(submission: bytes | None, source: NotebookNode, seconds: float) -> dict[str, Any]:
    """Say what was graded, with what, and how long it took."""
    return {
        "submission_digest": digest(submission or b""),
        "checks_digest": checks_digest(source),
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "seconds": round(seconds, 3),
    }


@dataclass
class Rooms:
    """Both rooms, open: first the cells are run, then the checks ask."""

    plan: Plan
    limits: Limits
    control: socket.socket  # to the student's room
    asks: IO[bytes]  # to the tests' room
    answers: int  # from the tests' room
    ends: float  # when all must be over, as time.monotonic() tells it
    remarks: list[str] = field(default_factory=list)

    def run_cells(self) -> dict[str, CellRun]:
        """Run the student's cells; what they printed and how they ended, by name."""
        cells: dict[str, CellRun] = {}
        wanted = {step["id"] for step in self.plan.steps if "id" in step}
        job = {"steps": self.plan.steps, "limits": self.limits.as_dict()}
        ends = time.monotonic() + self.limits.run_seconds
        with contextlib.suppress(OSError):
            self.control.sendall(json.dumps(job).encode() + b"\n")
        for line in lines(self.control.fileno(), ends):
            # Whatever a line may hold, it is the student's: brackets without end, other types.
            with contextlib.suppress(
                ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError
            ):
                said = json.loads(line)
                if said.get("done"):
                    break
                if said["id"] in wanted:
                    error: CellError | None = said["error"]
                    if error is not None:
                        error = {
                            "kind": clean(str(error["kind"])[:100]),
                            "text": clean(str(error["text"])[:2000]),
                        }
                    output = clean(str(said["output"])[: self.limits.output_characters + 100])
                    cells[said["id"]] = CellRun(output, error)
        return cells

    def run_checks(self) -> Iterator[dict[str, Any]]:
        """Let the tests' room ask; what it says of each property that ran to its end."""
        job = {"cells": self.plan.tests, "property_seconds": self.limits.property_seconds}
        with contextlib.suppress(BrokenPipeError):
            self.asks.write(json.dumps(job).encode() + b"\n")
            self.asks.close()
        for line in lines(self.answers, self.ends):
            yield json.loads(line)


@contextlib.contextmanager
def open_rooms(plan: Plan, limits: Limits) -> Iterator[Rooms]:
    """Open the two rooms, joined by one socket for each check; both end with the block.

    Raises
    ------
    sandbox.errors.NoSandbox
        If the student's room does not open.
    """
    with contextlib.ExitStack() as stack:
        control, theirs = stack.enter_context(pair())
        walls = [stack.enter_context(pair()) for _ in plan.checks]  # (tests' end, student's end)
        stubs = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="room-")))
        stubs.chmod(0o755)
        fds = [theirs.fileno(), *(inside.fileno() for _, inside in walls)]
        complaints = stack.enter_context(tempfile.TemporaryFile())
        box = command([str(fd) for fd in fds], plan.hides, limits, stubs)
        student = stack.enter_context(process(box, fds, stderr=complaints, cwd=Path("/")))
        answers, tell = os.pipe()
        stack.callback(os.close, answers)
        tests = stack.enter_context(
            process(
                [sys.executable, "-W", "ignore", "-m", "grading.rooms.tests_room", str(tell)],
                [tell, *(outside.fileno() for outside, _ in walls)],
                stdin=subprocess.PIPE,
                env=_environment(),
                cwd=CHECKOUT,
            )
        )
        os.close(tell)
        theirs.close()
        for check, (outside, inside) in zip(plan.checks, walls, strict=True):
            check["fd"] = outside.fileno()
            outside.close()
            inside.close()
        _await_ready(control, complaints, limits)
        assert tests.stdin is not None
        ends = time.monotonic() + limits.total_seconds
        rooms = Rooms(plan, limits, control, tests.stdin, answers, ends)
        stack.enter_context(memory_watch(student, limits.total_memory_mb, rooms.remarks.append))
        yield rooms


def _environment() -> dict[str, str]:
    """Give the tests' room only what it needs of the grader's environment."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _await_ready(control: socket.socket, complaints: IO[bytes], limits: Limits) -> None:
    """Wait until the sandbox runs, before any code of the student's: if not, that is our fault."""
    control.settimeout(limits.start_seconds)
    try:
        ready = control.recv(1) == b"!"
    except OSError:
        ready = False
    control.settimeout(None)
    if not ready:
        complaints.seek(0)
        said = complaints.read(2000).decode(errors="replace").strip() or "no answer"
        raise NoSandbox(f"the sandbox did not start, so nothing was graded: {said}")
