"""The notebook's process: runs the cells, and leaves copies of itself at each check.

A check has one copy for each of its properties, made before any of them is asked. A copy keeps
nothing open but its own socket, and waits there, at that point of the notebook, while the cells
below run on. What happens here happens among the student's code: nothing is believed of it.
"""

import base64
import contextlib
import json
import os
import resource
import socket
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn

from grading.rooms.inside.cells import Shell, run_cell
from grading.rooms.inside.display import draw_pictures
from grading.rooms.inside.output import Output
from grading.rooms.inside.wall import Peer
from sandbox.limits import Limits, next_seconds
from sandbox.linux import NEW_PIDS, fork_into

MB = 1 << 20
MOST_OPEN = 256  # descriptors


def run_notebook(
    steps: Sequence[Mapping[str, Any]], shell: Shell, limits: Limits, tell: int, fds: Sequence[int]
) -> NoReturn:
    """Run the cells, a line on `tell` for each; copies wait at the checks.

    Parameters
    ----------
    steps : sequence of dict
        A cell has an `id` and its `source`; a check has `copies`, places in `fds`.
    shell : Shell
    limits : sandbox.limits.Limits
    tell : int
        A descriptor.
    fds : sequence of int
        A socket for each copy.
    """
    limit_resources(limits, len(fds))
    sys.path.append(os.getcwd())  # what the cells write can be imported, and shadows nothing
    used, hung = 0.0, False
    with os.fdopen(tell, "w", encoding="utf-8", errors="replace") as out:
        for step in steps:
            if "copies" in step:
                leave_copies([fds[place] for place in step["copies"]], shell)
                continue
            seconds = next_seconds(limits.cell_seconds, used, limits.run_seconds, hung)
            before = cpu_seconds()
            said = run_cell(shell, step["source"], seconds, limits.clock, limits.output_characters)
            used, hung = used + cpu_seconds() - before, hung or said["hung"]
            tell_line(out, {"id": step["id"], **said})
        tell_line(out, {"done": True})
    os._exit(0)


def put_files(files: Mapping[str, str]) -> None:
    """Put what was handed in beside the notebook into the working folder."""
    for name, data in files.items():
        with contextlib.suppress(OSError):  # there is no room for it, or a folder of that name
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))


def limit_resources(limits: Limits, copies: int) -> None:
    """Set limits that cannot be raised again, for this process and all that it starts."""
    for name, value in {
        resource.RLIMIT_AS: limits.memory_mb * MB,
        resource.RLIMIT_FSIZE: limits.tmp_mb * MB,
        resource.RLIMIT_NOFILE: MOST_OPEN,
        resource.RLIMIT_NPROC: limits.processes + copies,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(name, (value, value))


def leave_copies(fds: Sequence[int], shell: Shell) -> None:
    """Make a copy for each socket, and go on when all of them stand; none can see another."""
    stand, stands = os.pipe()
    for fd in fds:
        if fork_into(NEW_PIDS) == 0:
            try:
                wait_for_a_property(fd, shell, stands)
            finally:
                os._exit(0)
        os.close(fd)
    os.close(stands)
    os.read(stand, 1)  # until nobody has the other end any more
    os.close(stand)


def wait_for_a_property(fd: int, shell: Shell, stands: int) -> None:
    """Hold still until the first call comes, and answer calls then."""
    os.setsid()
    sys.stdout = sys.stderr = Output(0)
    first, second = sorted((fd, stands))
    os.closerange(0, first)
    os.closerange(first + 1, second)
    os.closerange(second + 1, MOST_OPEN)
    os.close(stands)
    sock = socket.socket(fileno=fd)
    sock.recv(1, socket.MSG_PEEK)
    os.chdir("/tmp")  # which is its own by now
    for _ in range(3):
        os.open(os.devnull, os.O_RDWR)  # input, output and errors
    draw_pictures(shell, False)
    Peer(sock, shell.user_ns, trusted=True, run=partial(run_test, shell)).serve()


def run_test(shell: Shell, source: str) -> Any:
    """Run a test here, as a cell; what its last line gives, if that is a number."""
    draw_pictures(shell, True)
    result: Any = shell.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
    if error := result.error_before_exec or result.error_in_exec:
        raise error
    return result.result if isinstance(result.result, int | float) else None


def cpu_seconds() -> float:
    """Give the CPU time of this process and of those children that have ended."""
    return sum(os.times()[:4])


def tell_line(out: IO[str], said: Mapping[str, Any]) -> None:
    """Tell the grader something."""
    out.write(json.dumps(said) + "\n")
    out.flush()
