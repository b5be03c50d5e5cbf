"""The parent of a student's server and of its kernels: all are forked from what is loaded already.

this process ─fork▶ the server ─asks for a kernel▶ this process ─fork▶ a kernel
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys
from typing import Any

MOST = 1 << 18  # bytes of a request


class Parent:
    """Forks a server, and a kernel whenever it asks for one; ends with the server.

    Parameters
    ----------
    alive : int
        A descriptor that this process alone holds: as long as it lives, so does the box.
    """

    def __init__(self, alive: int) -> None:
        self.asked, self.the_servers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.woken, self.wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.alive = alive
        self.server = 0
        self.kernels: dict[int, socket.socket] = {}

    def fork(self) -> int:
        """Fork; the child has nothing of what this process does."""
        born = os.fork()
        if born == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for each in (self.asked, *self.kernels.values()):
                each.close()
            for descriptor in (self.woken, self.wake, self.alive):
                os.close(descriptor)
        return born

    def wait(self) -> dict[str, Any]:
        """Fork for each kernel that is asked for, and tell how it ended; a kernel comes back."""
        asks = True
        while True:
            from_whom = [self.woken, self.asked.fileno()] if asks else [self.woken]
            readable, _, _ = select.select(from_whom, [], [])
            if self.woken in readable:
                os.read(self.woken, 4096)
                self._tell_ends()
            if self.asked.fileno() in readable:
                sent, descriptors, _, _ = socket.recv_fds(self.asked, MOST, 1)
                asks = bool(sent)  # otherwise the server is about to end
                for descriptor in descriptors:
                    told = socket.socket(fileno=descriptor)
                    born = self.fork()
                    if born == 0:
                        told.close()
                        return json.loads(sent)
                    told.send(str(born).encode())
                    self.kernels[born] = told

    def _tell_ends(self) -> None:
        """Tell of kernels that have ended; end with the server."""
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            code = os.waitstatus_to_exitcode(status)
            if pid == self.server:
                os._exit(code if code >= 0 else 1)
            with self.kernels.pop(pid) as told, contextlib.suppress(OSError):  # nobody may ask
                told.send(str(code).encode())


def begin(arguments: list[str], listener: int, alive: int) -> None:
    """Be the parent; in the processes that it forks, be a server or a kernel."""
    parent = Parent(alive)
    parent.server = parent.fork()
    if parent.server == 0:
        _be_server(arguments, listener, parent.the_servers)
    else:
        parent.the_servers.close()
        os.close(listener)
        _be_kernel(parent.wait())


def _be_server(arguments: list[str], listener: int, parent: socket.socket) -> None:
    from hub.servers.inside import forked, launch

    forked.use(parent)
    sys.argv[:] = ["jupyterhub-singleuser", *arguments]
    launch.run(listener)


def _be_kernel(request: dict[str, Any]) -> None:
    import numpy as np
    from ipykernel.kernelapp import launch_new_instance

    os.setsid()
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    np.random.seed()  # drawn before the fork: it would be everybody's
    sys.argv[:] = ["ipykernel_launcher", *request["arguments"]]
    launch_new_instance()
