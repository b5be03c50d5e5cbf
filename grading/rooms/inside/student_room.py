"""The student's room: runs a notebook's cells in the sandbox, and holds still at each check.

The room gets one job on its control socket: the cells in order, and the places of the checks. It
runs the cells as IPython would. At a check it forks: the copy waits there, frozen at that point
of the notebook, while the run goes on. Only when all cells have run are the copies asked anything,
so nothing that a test sends is ever seen by a later cell. A copy forks once more for each property.

This folder and the course library are all that the sandbox sees of the course.
"""

import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

MB = 1 << 20


class Output:
    """A standard output that keeps the first `limit` characters."""

    encoding = "utf-8"

    def __init__(self, limit: int) -> None:
        self.text, self.left = "", limit

    def write(self, text: object) -> int:
        text = str(text)
        if self.left > 0:
            self.text += text[: self.left]
            self.left -= len(text)
            if self.left <= 0:
                self.text += "\n[more output was left out]\n"
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


class CellTimeout(BaseException):
    """Raised in a cell that has run too long."""


def limit_resources(limits: Mapping[str, Any]) -> None:
    """Set limits that cannot be raised again, for this process and all that it starts."""
    for name, value in {
        resource.RLIMIT_AS: limits["memory_mb"] * MB,
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_FSIZE: limits["file_mb"] * MB,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(name, (value, value))


def make_shell() -> "InteractiveShell":
    """Make an IPython without a terminal, windows or history, whose thread a fork would lose."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def enable_gui(self, gui: Any = None) -> None:
            pass

        def ask_exit(self) -> NoReturn:
            raise SystemExit

        def showtraceback(self, *args: Any, **kwargs: Any) -> None:
            pass

        showsyntaxerror = showtraceback

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    return Shell.instance(config=config)


def run_cell(shell: "InteractiveShell", source: str, limits: Mapping[str, Any]) -> dict[str, Any]:
    """Run one cell; what it printed, and the error that it ended with, if any."""
    output = Output(limits["output_characters"])
    keep = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = output

    def too_long(*_: object) -> NoReturn:
        raise CellTimeout

    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, limits["cell_seconds"])
    try:
        result = shell.run_cell(source, store_history=False)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as raised:
        error = raised
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout, sys.stderr = keep
    if isinstance(error, CellTimeout):
        error = TimeoutError(f"the cell ran longer than {limits['cell_seconds']:g} s")
    elif isinstance(error, SystemExit):
        error = None
    told = None if error is None else {"kind": type(error).__name__, "text": str(error)[:2000]}
    return {"output": output.text, "error": told}


def wait_at_check(control: socket.socket, names: Mapping[str, Any]) -> NoReturn:
    """Serve one property after another, each in a copy of its own, until the tests' room ends."""
    from grading.rooms.inside.wall import Peer

    child = None
    while True:
        word, fds, _, _ = socket.recv_fds(control, 1, 1)
        if child:
            kill(child)
        if not word or not fds:
            os._exit(0)
        child = os.fork()
        if child == 0:
            control.close()
            try:
                Peer(socket.socket(fileno=fds[0]), names, trusted=True).serve()
            finally:
                os._exit(0)
        os.close(fds[0])


def kill(child: int) -> None:
    """End a copy, if it is still there."""
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except OSError:
        pass


def main(control_fd: int, check_fds: Sequence[int]) -> None:
    """Run the cells of the one job, and hold still at its checks."""
    control = socket.socket(fileno=control_fd).makefile("rw", encoding="utf-8")
    os.environ.update(MPLBACKEND="agg")
    shell = make_shell()
    control.write("!")  # ready, and no code of the student's has run
    control.flush()
    job = json.loads(control.readline())
    limits = job["limits"]
    limit_resources(limits)
    checks = [socket.socket(fileno=fd) for fd in check_fds]
    for step in job["steps"]:
        if "check" in step:
            mine = checks[step["check"]]
            if os.fork() == 0:
                for other in checks:
                    if other is not mine:
                        other.close()
                sys.stdout = sys.stderr = Output(0)
                wait_at_check(mine, shell.user_ns)
            mine.close()
        else:
            said = run_cell(shell, step["source"], limits)
            control.write(json.dumps({"id": step["id"], **said}) + "\n")
            control.flush()
    control.write(json.dumps({"done": True}) + "\n")
    control.flush()
    signal.pause()


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(fd) for fd in sys.argv[2:]])
