"""A box with a server in it: forked into it where one stands ready, otherwise started there."""

import os
import resource
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from hub.servers.preloaded.asking import ask
from hub.servers.processes import descendants
from sandbox.cgroup import Group

HOLDS = ["/bin/sh", "-c", "echo; exec cat"]  # says that the box is there; ends with its input
IN_BOX = 3  # bubblewrap twice, and what it was asked to start


@dataclass(frozen=True)
class Box:
    """What a server is started with.

    Parameters
    ----------
    around : list of str
        Bubblewrap's command, without what it starts.
    command, arguments : list of str
        What starts the server, and what the server is told.
    folder : str
        Its home, within.
    listener, refused : int
        Descriptors: of the socket on which it listens, and of the kernel's filter.
    group : Group or None
        The control group of all that runs within.
    processes, most : int
        How many may run, and how many bytes one file may have.
    """

    around: list[str]
    command: list[str]
    arguments: list[str]
    folder: str
    listener: int
    refused: int
    group: Group | None
    processes: int
    most: int

    def start(self, ready: Path) -> tuple[subprocess.Popen, int]:
        """Start it.

        Parameters
        ----------
        ready : Path
            The socket at which a server may stand ready.

        Returns
        -------
        box : subprocess.Popen
            Bubblewrap.
        born : int
            The parent of a server that was forked; 0 for one that was started.
        """
        if ready.exists():
            try:
                return self._forked(ready)
            except OSError as error:
                print(f"The server is started anew, for none stands ready: {error}", flush=True)
        return self._box([*self.command, *self.arguments], [self.listener]), 0

    def _forked(self, ready: Path) -> tuple[subprocess.Popen, int]:
        reads, writes = os.pipe()
        box = self._box(HOLDS, [], stdin=reads, stdout=subprocess.PIPE)
        os.close(reads)
        holder = -1
        try:
            with cast("IO[bytes]", box.stdout) as said:
                said.readline()
            holder = os.pidfd_open(descendants(box.pid)[IN_BOX - 1])
            home = {"HOME": self.folder, "PWD": self.folder}
            request = {
                "arguments": self.arguments,
                "environment": {**os.environ, **home},
                "folder": self.folder,
                "groups": [str(door) for door in self.group.doors] if self.group else [],
                "limits": {resource.RLIMIT_NPROC: self.processes, **self._limits},
            }
            return box, ask(ready, request, [self.listener, self.refused, 1, writes, holder])
        except (OSError, IndexError) as error:
            box.kill()
            box.wait()
            raise OSError(str(error)) from None
        finally:
            os.close(writes)
            if holder >= 0:
                os.close(holder)

    def _box(
        self,
        command: list[str],
        descriptors: list[int],
        stdin: int | None = None,
        stdout: int | None = None,
    ) -> subprocess.Popen:
        os.lseek(self.refused, 0, os.SEEK_SET)
        return subprocess.Popen(
            [*self.around, "--", *command],
            preexec_fn=self._prepare,
            pass_fds=[self.refused, *descriptors],
            stdin=stdin,
            stdout=stdout,
        )

    @property
    def _limits(self) -> dict[int, int]:
        return {resource.RLIMIT_FSIZE: self.most, resource.RLIMIT_CORE: 0}

    def _prepare(self) -> None:
        if self.group is not None:
            self.group.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        for kind, most in self._limits.items():
            resource.setrlimit(kind, (most, most))
