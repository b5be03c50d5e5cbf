"""The tests' room: stands ready outside the box, and forks for each submission to ask its checks.

A check's names come from two places: the instructor's locked cells above it, and, over the wall,
what the answer cells define *as released*. Nothing else is the student's. Visible properties are
asked before hidden ones, otherwise in an order drawn for each student.
"""

import ast
import contextlib
import gc
import json
import os
import resource
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType
from typing import IO, Any, NamedTuple

from course_lib.checks.contracts import Contract
from grading.rooms.asking import Plain, Question, Report, ask
from grading.rooms.inside.jobs import Job, reap, receive_job
from grading.rooms.inside.rehearsal import rehearse
from grading.rooms.program import Cell, cell_of, program_of, statements_of
from grading.words.errors import CheckError
from grading.words.properties import (
    BEGIN_HIDDEN,
    Property,
    contracts_of,
    defined_names,
    find_properties,
    loaded_names,
)
from grading.words.right import Right, asks_what_is_right, compiled_mistakes
from sandbox.limits import Limits, next_seconds
from sandbox.linux import stay_on

CPU_SECONDS = 600  # of this room: what the tests themselves compute


class Broken(Exception):
    """The instructor's own cells do not run; the message says which."""


def main(fd: int) -> None:
    """Await jobs on a socket; each comes with its descriptors, in the order of `run_job`."""
    sock = socket.socket(fileno=fd)
    rehearse(serves=False)
    gc.freeze()
    sock.sendall(b"!")
    while (received := receive_job(sock)) is not None:
        job, fds = received
        for cell in job["cells"]:
            with contextlib.suppress(Exception):  # which is told when the cell is used
                prepare = prepare_plain if job["plain"] else PREPARE[cell["role"]]
                prepare(cell["id"], cell["source"])  # once, for all forked from here
        if os.fork() == 0:
            try:
                sock.close()
                run_job(job, fds)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(0)
        for theirs in fds:
            os.close(theirs)
        reap()


def run_job(job: Job, fds: list[int]) -> None:
    """Ask all properties of a submission, a line for each.

    Parameters
    ----------
    job : dict
        `core`, `cells` of the notebook, `limits`, and `ready`, the places of the copies that wait.
    fds : list of int
        Where to write the lines, the keeper's socket, and a socket for each property.
    """
    limits = Limits(**job["limits"])
    stay_on(job["core"])
    if job["folder"]:  # of the files that students got beside the notebook
        os.chdir(job["folder"])
        sys.path.insert(0, job["folder"])
    for name, value in {
        resource.RLIMIT_AS: limits.tests_memory_mb << 20,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }.items():
        resource.setrlimit(name, (value, value))
    with (
        os.fdopen(fds[0], "w") as out,
        open(os.devnull, "w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        socket.socket(fileno=fds[1]) as keeper,
    ):
        try:
            _ask_all(job, limits, fds[2:], keeper, out)
        except (Broken, CheckError) as error:
            _write(out, {"broken": str(error)})
        except Exception:  # of this room: told here, for its limits let it write no file
            _write(out, {"failed": traceback.format_exc()})


def _ask_all(
    job: Job, limits: Limits, walls: list[int], keeper: socket.socket, out: IO[str]
) -> None:
    """Ask the properties one after the other.

    Raises
    ------
    Broken, CheckError
    """
    questions = list(make_plain_questions(job) if job["plain"] else make_questions(job))
    used, hung = 0.0, set[str]()
    for question in sorted(questions, key=lambda q: (q.prop.hidden, q.seed)):
        report = Report("your program had ended before this check: does a cell above exit?")
        if question.place in job["ready"]:
            seconds = next_seconds(
                limits.property_seconds, used, limits.total_seconds, question.check in hung
            )
            silent = next_seconds(limits.silent_seconds, 0, limits.total_seconds, bool(hung))
            with socket.socket(fileno=walls[question.place]) as sock:
                report = ask(question, sock, keeper, seconds, silent)
        used += report.seconds
        if report.over:
            hung.add(question.check)
        told: dict[str, Any] = {"reason": report.reason, "over": report.over}
        told |= {"refused": [*report.refused]}
        told |= {"points": report.points, "uncrossed": report.uncrossed}
        _write(out, {"check": question.check, "property": question.prop.name, **told})
    _write(out, {"done": True})


def make_questions(job: Job) -> Iterator[Question]:
    """Make the questions, each with the names that its check has at its place in the notebook.

    Raises
    ------
    Broken
    """
    names: dict[str, Any] = {"__name__": "__tests__"}
    ours: dict[str, Any] = {"__name__": "__tests__"}  # the reference answers among them
    answers: set[str] = set()
    for cell in job["cells"]:
        role, name, source = cell["role"], cell["id"], cell["source"]
        if role == "answer":
            answers |= prepare_answer(name, source)
            _run(name, prepare_reference(name, cell["reference"]), ours)
        elif role == "locked":
            reads, program = prepare_locked(name, source)
            if answers.isdisjoint(reads):  # else it shows something of the student's
                _run(name, program, names)
                ours |= names
        elif role == "check":
            check = prepare_check(name, source)
            theirs = {n: contract for n, contract in check.contracts.items() if n in answers}
            right = Right(check.mistakes, check.contracts, ours) if check.asks else None
            for prop, uses, program in check.properties:
                used = {n: theirs[n] for n in sorted(uses & theirs.keys())}
                drawn = cell["properties"][prop.name]
                seed, place = int(drawn["seed"], 16), drawn["place"]
                yield Question(name, prop, program, dict(names), used, right, seed, place)


def make_plain_questions(job: Job) -> Iterator[Question]:
    """Make the questions of a plain notebook: a test cell is one.

    Raises
    ------
    CheckError
        If a test is not Python.
    """
    above: list[Cell] = []
    for cell in job["cells"]:
        role, name, source = cell["role"], cell["id"], cell["source"]
        if role == "check":
            program = program_of(name, source, above)
            plain = Plain(cell["points"], program.theirs, program.text if cell["moved"] else "")
            compiled = compile(program.tree, name, "exec")
            for prop, drawn in cell["properties"].items():
                asked = Property(prop, BEGIN_HIDDEN in source)
                seed, place = int(drawn["seed"], 16), drawn["place"]
                yield Question(name, asked, compiled, {}, {}, None, seed, place, plain)
        above.append(cell_of(role, source, cell.get("reference", source)))


def _run(name: str, program: CodeType, names: dict[str, Any]) -> None:
    """Run a cell of the instructor's.

    Raises
    ------
    Broken
    """
    try:
        exec(program, names)
    except Exception as error:
        raise Broken(f"the locked cell {name} raised {error!r}") from None


@cache
def prepare_answer(name: str, source: str) -> set[str]:
    """Find the names that an answer defines as released."""
    return defined_names(source)


@cache
def prepare_reference(name: str, source: str) -> CodeType:
    """Compile a reference answer."""
    return compile(source, name, "exec")


@cache
def prepare_plain(name: str, source: str) -> None:
    """Load what a plain cell imports."""
    for statement in statements_of(source):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            with contextlib.suppress(Exception):  # the test that needs it says so
                exec(compile(ast.Module([statement], []), name, "exec"), {})


@cache
def prepare_locked(name: str, source: str) -> tuple[set[str], CodeType]:
    """Find the names that a locked cell reads, and compile it; what it imports is loaded."""
    program = ast.parse(source)
    for statement in program.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            with contextlib.suppress(Exception):  # whoever runs the cell is told
                exec(compile(ast.Module([statement], []), name, "exec"), {})
    return loaded_names(program), compile(program, name, "exec")


class Check(NamedTuple):
    """A check as it was read: does it ask what is right, what comes back, what it is made of."""

    asks: bool
    contracts: dict[str, Contract]
    mistakes: CodeType
    properties: list[tuple[Property, set[str], CodeType]]


@cache
def prepare_check(name: str, source: str) -> Check:
    """Read a check, and compile what is in it."""
    return Check(
        asks_what_is_right(source),
        contracts_of(source),
        compiled_mistakes(source),
        [
            (prop, prop.uses, compile(prop.program, prop.name, "exec"))
            for prop in find_properties(source, name)
        ],
    )


PREPARE: dict[str, Callable[[str, str], object]] = {
    "answer": prepare_answer,
    "locked": prepare_locked,
    "check": prepare_check,
}


def _write(out: IO[str], line: dict[str, Any]) -> None:
    out.write(json.dumps(line) + "\n")
    out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
