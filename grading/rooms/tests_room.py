"""The tests' room: a fresh process, outside the sandbox, that runs the checks of one submission.

It reads one job from standard input and writes a line for each property that has run to its end.
A check's names come from two places: the instructor's locked cells above it, and, over the wall,
what the answer cells define *as released*. Nothing else is the student's.
"""

import ast
import contextlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer
from course_lib.checks.contracts import Contract
from grading.rooms.inside.errors import RemoteError
from grading.rooms.inside.wall import Peer
from grading.words.properties import (
    Property,
    contracts_of,
    defined_names,
    find_properties,
    loaded_names,
)

SHORT = 300  # characters of a reason


def run_job(job: dict[str, Any], write: Callable[[dict[str, Any]], None]) -> None:
    """Run every check of the job and calls `write` with a dict for each property."""
    names: dict[str, Any] = {"__name__": "__tests__"}
    answers: set[str] = set()
    for cell in job["cells"]:
        if cell["role"] == "answer":
            answers |= defined_names(cell["source"])
        elif cell["role"] == "locked":
            program = ast.parse(cell["source"])
            if loaded_names(program).isdisjoint(
                answers
            ):  # else it shows something of the student's
                try:
                    exec(compile(program, cell["id"], "exec"), names)
                except Exception as error:
                    return write({"broken": f"the locked cell {cell['id']} raised {error!r}"})
        elif cell["role"] == "check":
            control = socket.socket(fileno=cell["fd"])
            told = contracts_of(cell["source"])
            contracts = {name: Contract(told[name]) for name in answers & told.keys()}
            for prop in find_properties(cell["source"], cell["id"]):
                seed = int(cell["seeds"][prop.name], 16)
                reason = run_property(
                    prop, seed, dict(names), contracts, control, job["property_seconds"]
                )
                write({"check": cell["id"], "property": prop.name, "reason": reason})
            control.close()


def run_property(
    prop: Property,
    seed: int,
    names: dict[str, Any],
    contracts: Mapping[str, Contract],
    control: socket.socket,
    seconds: float,
) -> str | None:
    """Run one property. None if it holds, else the reason why not.

    Parameters
    ----------
    prop : grading.words.properties.Property
    seed : int
        Of the random numbers that the property gets.
    names : dict
        The instructor's names at this place; the property may add to it.
    contracts : mapping
        From the names that come from the student's room to what they give back.
    control : socket.socket
        Where the student's room waits at this check: it takes one socket per property.
    seconds : float
        The time for all calls of the property together.
    """
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            try:
                socket.send_fds(control, [b"p"], [theirs.fileno()])
            except OSError:
                return "your program had ended before this check: does a cell above exit or hang?"
        peer = Peer(ours, seconds=seconds)

        @contextlib.contextmanager
        def seeded(name: str, essential: bool = False) -> Iterator[np.random.Generator]:
            yield np.random.default_rng(seed)

        try:
            changes.forget()
            for name in sorted(prop.uses & contracts.keys()):
                names[name] = Answer(peer.get(name), name, contracts[name])
            names["prop"] = seeded
            exec(compile(prop.program, prop.name, "exec"), names)
        except Exception as error:
            return reason_of(error, prop.hidden, peer.came_back)
    return None


def reason_of(error: Exception, hidden: bool, came_back: tuple[str, str] | None = None) -> str:
    """Say why a property fails, in one plain sentence.

    Of a hidden one it repeats no text that the student's code has chosen: it could hold the inputs.

    Parameters
    ----------
    error : Exception
        What ended the property.
    hidden : bool
    came_back : (str, str) or None
        The function that was called last, and what it gave back.
    """
    if isinstance(error, RemoteError):
        text = str(error) + (f": {error.detail}" if error.detail and not hidden else "")
    elif isinstance(error, AssertionError):
        text = str(error) or "it does not hold"
    else:
        what = "{} gave back {}".format(*came_back) if came_back else "something came back"
        text = f"{what}, which could not be used ({type(error).__name__}"
        text += ")" if hidden else f": {error})"
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def main() -> None:
    """Read the job, write verdict lines to the file descriptor named on the command line."""
    job = json.loads(sys.stdin.readline())
    with (
        os.fdopen(int(sys.argv[1]), "w") as out,
        open(os.devnull, "w") as nowhere,
        contextlib.redirect_stdout(nowhere),
    ):

        def write(line: dict[str, Any]) -> None:
            out.write(json.dumps(line) + "\n")
            out.flush()

        run_job(job, write)


if __name__ == "__main__":
    main()
