"""Servers that stand ready: a process that has loaded what a student's server needs, and forks.

    python -m hub.servers.preloaded.process SOCKET

A server that is forked from here is there at once, and shares with all others the memory of what
was loaded. It comes into its box in steps, so that nothing of one student reaches another:

    this process ─fork▶ one that reads who asks for what, and enters the box ─fork▶ within the box

This process itself reads nothing that is sent, and has no secret: it takes a connection, and forks.
Within the box the new process stands exactly as one that bubblewrap has started there: a test holds
the two side by side. Where the kernel refuses a step, the keeper starts a server without it.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path

from hub.servers.preloaded.asking import MOST
from sandbox import linux

LOADED = [
    "jupyterhub.singleuser.extension",
    "jupyterlab.labapp",
    "jupyter_server.services.contents.largefilemanager",
    "jupyter_server.services.kernels.connection.channels",
    "nbgrader.apps",
    "nbgrader.exchange.abc",
    "nbgrader.preprocessors",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "ipywidgets",
    "anywidget",
    "numpy.random",
]
CHECKOUT = Path(__file__).resolve().parents[3]
STANDARD = 0, 1, 2  # input, output, errors
OUTSIDE: list[str] = []  # modules of this project: in the box some are not there, others elsewhere


def main(door: str) -> None:
    """Load all, and fork for each who asks: meanwhile they wait."""
    path = Path(door)
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(door)
        listener.listen(128)
        for name in LOADED:
            importlib.import_module(name)
        OUTSIDE.extend(name for name in sys.modules if name.partition(".")[0] in ("hub", "sandbox"))
        linux.adopt_orphans()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how those ended
        gc.collect()
        gc.freeze()
        asked = _wait(listener)
    _answer(asked)


def _wait(listener: socket.socket) -> socket.socket:
    """Fork for each who asks; the connection of one, in a process of its own."""
    while True:
        asked, _ = listener.accept()
        if os.fork() == 0:
            return asked
        asked.close()


def _answer(asked: socket.socket) -> None:
    """Enter the box that is asked for, and go on there as a process that has nothing else."""
    sent, descriptors, _, _ = socket.recv_fds(asked, MOST, 8)
    request = json.loads(sent)
    listener, refused, log, alive, box = descriptors
    program = os.pread(refused, MOST, 0)
    try:
        for group in request["groups"]:
            Path(group).write_text("0")
        for kind, most in request["limits"].items():
            resource.setrlimit(int(kind), (most, most))
        linux.enter(box)
        born = os.fork()
    except OSError as error:
        asked.send(str(error).encode())
        os._exit(1)
    if born:
        asked.send(str(born).encode())
        os._exit(0)
    asked.detach()
    _take_over(log, {listener, alive})
    os.setsid()
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    linux.give_up_capabilities(but=())
    linux.gain_no_privileges()
    linux.be_readable()
    linux.be_filtered(program)
    _begin(request["arguments"], listener, alive)


def _take_over(log: int, kept: set[int]) -> None:
    """Print into the log, read nothing, and close all that was open but for what is kept."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, own in zip((nothing, log, log), STANDARD, strict=True):
        os.dup2(descriptor, own)
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor in kept:
            os.set_inheritable(descriptor, False)
        elif descriptor not in STANDARD:
            with contextlib.suppress(OSError):  # the one that has read the list
                os.close(descriptor)


def _begin(arguments: list[str], listener: int, alive: int) -> None:
    """Go on with what lies in the box."""
    for name in OUTSIDE:
        del sys.modules[name]
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.path[:] = [path for path in sys.path if path not in ("", str(CHECKOUT))]
    for path in sys.path:
        sys.path_importer_cache.pop(path, None)  # what was not there is there now
    importlib.import_module("hub.servers.inside.parent").begin(arguments, listener, alive)


if __name__ == "__main__":
    main(*sys.argv[1:])
