"""Kernels that are forked by the parent of this server, and not started anew."""

import json
import os
import signal
import socket
import time
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "forked"
PYTHON = ["-m", "ipykernel_launcher"]  # how a Python kernel is started
_parent: list[socket.socket] = []


def use(parent: socket.socket) -> None:
    """Have kernels forked by who listens at the other end."""
    _parent.append(parent)
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(NAME, f"{__name__}:Forked", factory.GROUP_NAME)
    factory.default_provisioner_name = NAME


class Kernel:
    """A forked kernel, as `subprocess.Popen` shows one."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: str) -> None:
        request = {"arguments": arguments, "environment": environment, "folder": folder}
        self._told, the_parents = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with the_parents:
            descriptors = [the_parents.fileno()]
            socket.send_fds(_parent[0], [json.dumps(request).encode()], descriptors)
        self.pid = int(self._told.recv(20))
        self.returncode: int | None = None
        self._told.setblocking(False)

    def poll(self) -> int | None:
        """Give its exit code, or None while it runs."""
        if self.returncode is None:
            try:
                self.returncode = int(self._told.recv(20) or 1)
            except BlockingIOError:
                return None
            self._told.close()
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended; its exit code."""
        while (code := self.poll()) is None:
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it is still there."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Forked(LocalProvisioner):
    """Starts a Python kernel by a fork, and any other as Jupyter does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start it; how it is reached."""
        if cmd[1:3] != PYTHON:
            return await super().launch_kernel(cmd, **kwargs)
        self.cwd = kwargs.get("cwd") or os.getcwd()
        kernel = Kernel(cmd[3:], kwargs.get("env") or dict(os.environ), str(self.cwd))
        self.process = kernel  # type: ignore[assignment]  # as Popen, in what is asked of it
        self.pid = self.pgid = kernel.pid
        return self.connection_info
