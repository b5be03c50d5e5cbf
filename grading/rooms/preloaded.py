"""Rooms that stand ready: a process that is started once, and forks for each submission."""

import contextlib
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from grading.rooms.inside.jobs import Job, send_job
from sandbox.cgroup import Group


class NotReady(RuntimeError):
    """The room did not start; the message is what it said."""


class Preloaded:
    """A room that stands ready. It ends with this process, whatever ends that.

    Parameters
    ----------
    command : sequence of str
        To which the number of the room's socket is added.
    seconds : float
        The time until it must stand ready.
    cwd : Path
    env : dict
        Ours if it is not given.
    fds : sequence of int
        Of which the command speaks.
    group : sandbox.cgroup.Group
        To which it belongs with all that it forks, and which ends with it.

    Raises
    ------
    NotReady
    """

    def __init__(
        self,
        command: Sequence[str],
        seconds: float,
        cwd: Path,
        env: dict[str, str] | None = None,
        fds: Sequence[int] = (),
        group: Group | None = None,
    ) -> None:
        self._group = group
        self._one_at_a_time = threading.Lock()
        self._sock, theirs = socket.socketpair()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 – closed with the room
        with theirs:
            self._process = subprocess.Popen(
                [*(group.joining() if group else []), *command, str(theirs.fileno())],
                pass_fds=[theirs.fileno(), *fds],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                env=env,
                cwd=cwd,
            )
        if not says_ready(self._sock, seconds):
            said = self.complaint()
            self.close()
            raise NotReady(said)

    def give(self, job: Job, fds: Sequence[int]) -> None:
        """Give it a job, with descriptors.

        Raises
        ------
        OSError
            If the room has ended.
        """
        with self._one_at_a_time:
            send_job(self._sock, job, fds)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def complaint(self) -> str:
        """Give the end of what it said that went wrong."""
        self._complaints.seek(0)
        return self._complaints.read()[-2000:].decode(errors="replace").strip() or "no answer"

    def stands(self) -> bool:
        """Tell whether it is still there."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it, with all that it has forked."""
        self._sock.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)  # it ends when its socket does
        self._process.kill()
        self._process.wait()
        self._complaints.close()
        if self._group:
            self._group.remove()


def says_ready(sock: socket.socket, seconds: float) -> bool:
    """Wait until the other end says that it stands ready."""
    sock.settimeout(seconds)
    ready = False
    with contextlib.suppress(OSError):
        ready = sock.recv(1) == b"!"
    sock.settimeout(None)
    return ready
