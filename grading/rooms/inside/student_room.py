"""The student's room: stands ready in the box, and forks for each submission.

    this room ── fork, new namespaces ──▶ keeper ── fork ──▶ the notebook's cells
                                                              ║ fork, at each check
                                                              copies, one for each property

Python, numpy, IPython and the course library are loaded here once. The room itself runs no code of
a student's and hears nothing of what its children do.

This folder, `sandbox/` and the course library are all that the box sees of the course.
"""

import contextlib
import gc
import importlib
import os
import socket
import sys

from grading.rooms.inside.cells import make_shell
from grading.rooms.inside.jobs import reap, receive_job
from grading.rooms.inside.keeper import Keeper
from grading.rooms.inside.rehearsal import rehearse
from sandbox.linux import NEW_MOUNTS, NEW_PIDS, NEW_USER, fork_into
from sandbox.seccomp import make_filter

USUAL = ("numpy", "course_lib", "course_lib.checks")


def main(fd: int) -> None:
    """Await jobs on a socket; each comes with its descriptors, in the order of `Keeper`."""
    sock = socket.socket(fileno=fd)
    os.environ.update(MPLBACKEND="module://matplotlib_inline.backend_inline")  # as in Jupyter
    for name in USUAL:
        with contextlib.suppress(ImportError):  # what an assignment hides
            importlib.import_module(name)
    shell, refused = make_shell(), make_filter()
    shell.run_cell("1 + 1")  # type: ignore[no-untyped-call]
    rehearse(serves=True)
    gc.freeze()
    sock.sendall(b"!")
    while (received := receive_job(sock)) is not None:
        job, fds = received
        if fork_into(NEW_MOUNTS | NEW_PIDS | NEW_USER) == 0:
            sock.close()
            Keeper(job, fds, shell, refused).keep()
        for theirs in fds:
            os.close(theirs)
        reap()


if __name__ == "__main__":
    main(int(sys.argv[1]))
